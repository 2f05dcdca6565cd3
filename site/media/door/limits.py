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

# Bytes of the cleaned file that the child may answer with; a picture can grow when its format changes.
ANSWER_BYTES = 64 * 1024 * 1024
