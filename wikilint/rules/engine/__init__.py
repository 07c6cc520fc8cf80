"""What the engine itself finds out about a page."""
