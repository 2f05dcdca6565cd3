"""What a file may cost. Each number has its unit and its reason."""

# Bytes. A photo of a telephone has 2 to 12 MB; a report with photos that is larger is too large for its readers too.
PICTURE_BYTES = 15 * 1024 * 1024
DOCUMENT_BYTES = 25 * 1024 * 1024

# Pixels of the uploaded picture. The largest sensors in common telephones store 50 million.
PICTURE_PIXELS = 52_000_000

# Pixels of the longer side of what is stored: twice the widest size that pages use, for screens of double density.
# It bounds what each later rendition costs the server, and keeps no detail that nobody is meant to see.
STORED_SIDE = 2560

# Seconds of processor time, and by the clock, that one file may take. The largest allowed pictures take four.
PROCESSOR_SECONDS = 20
CLOCK_SECONDS = 40

# Bytes of address space of the child process. The largest allowed pictures need 900 MB.
ADDRESS_SPACE = 1280 * 1024 * 1024

# Children that one server process runs at a time, and seconds that an upload waits for its turn.
CHILDREN_AT_ONCE = 1
SECONDS_IN_THE_QUEUE = 60

# Entries of an office file and their bytes when unpacked: real ones have hundreds of entries; pictures do not shrink in
# them, so that an honest file of DOCUMENT_BYTES unpacks to little more than its texts and tables.
ARCHIVE_ENTRIES = 5_000
ARCHIVE_BYTES = 150 * 1024 * 1024

# Bytes of the cleaned file that the child may answer with; a picture can grow when its format changes, a film hardly.
ANSWER_BYTES = 96 * 1024 * 1024

# Bytes. Twenty minutes of MP3 at 256 kbit/s have 38 MB; five minutes of film at 2 Mbit/s, plenty for 720p, have 75 MB.
SOUND_BYTES = 40 * 1024 * 1024
FILM_BYTES = 80 * 1024 * 1024

# Seconds. A story of 2,000 words takes fifteen minutes to read aloud. Twenty minutes of sound, which is all decoded and
# encoded again, take the child 5 to 8 seconds of processor time; ten minutes of film with its sound take 6.
SOUND_SECONDS = 20 * 60
FILM_SECONDS = 10 * 60

# Pixels of a film's longer and shorter side, and frames a second: more than Full HD no reader's network carries.
FILM_LONG_SIDE = 1920
FILM_SHORT_SIDE = 1088  # encoders round 1080 up to whole blocks of 16
FRAMES_PER_SECOND = 60

# Streams of an uploaded recording. Cameras write up to six: picture, sound, positions, time codes, settings.
STREAMS = 12

# Bits a second of what is stored: mono for a voice (0.5 MB a minute), for the sound of a film as many channels as it
# has, up to two.
SOUND_BIT_RATE = 64_000
