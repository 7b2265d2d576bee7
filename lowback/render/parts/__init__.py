"""What several documents are made of: words, pages, charts, the body map."""
