"""The register: what was done to each document, one line per act, chained by digests; see `entry` and `chain`."""
