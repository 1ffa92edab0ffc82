"""Files that leave the house: what a reviewer is sent, and what an auditor is given."""
