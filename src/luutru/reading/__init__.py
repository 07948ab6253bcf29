"""What runs in the child process: text layer, recognition and page images of untrusted PDFs."""
