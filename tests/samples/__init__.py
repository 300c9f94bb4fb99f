"""Sample plans of municipalities that do not exist: their texts, their layouts and the primitives that draw them."""
