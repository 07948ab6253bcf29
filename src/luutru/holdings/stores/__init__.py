"""Where the files of an office are kept, for all its desks: a folder of the network, or S3."""
