"""Audiences: who may see what, and the library that holds no more than that.

Everything is internal until it says otherwise. A public edition is made from a library of its own, filtered once
before anything is rendered, so that no page, file or name can tell what its maker never saw.
"""
