"""What people read about changes: which acts concern readers, in which words, as feed and as notice."""
