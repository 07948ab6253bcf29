"""Lists as files for other people: one table, written as CSV, XLSX, DOCX or PDF."""
