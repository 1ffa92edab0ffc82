"""Pages: templates, labels, assets."""
