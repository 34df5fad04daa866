"""Keys as they are typed: their order, and keyboards that are not Latin."""
