"""The door of the library: what a file tells besides what it shows stays outside.

Files are opened by a short-lived child process alone (`process`, started by `child`), which has limits, no secrets and
no way to open files. What lies beside `pictures`, `documents`, `recordings` and `messages` is imported by that process
too and must therefore not import Django.
"""
