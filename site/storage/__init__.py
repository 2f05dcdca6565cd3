"""Where files lie: in folders of this machine, or in a bucket of S3's kind.

Which of the two is the environment's to say; every other room asks Django for a storage by its name: "default" for
what the library holds, "private" for what is encrypted. Knows nothing of what is stored.
"""
