"""The editions of a site beside each other: publishing one, what it is a witness of, rolling back, removing."""
