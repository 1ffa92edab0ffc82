"""Acts on the register: each is a function of a `Desk` that says what is written, or refuses with what is missing."""
