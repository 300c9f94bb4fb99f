"""The corpus: records of plans, the store that keeps them, and the queries over it."""
