"""What open pages ask their own origin for: which texts are in force, and until when a build can be trusted."""
