"""Proof: whether the register, the content, the editions and the files made of them still say the same."""
