"""The sites that tests of this room look at; each is built once per run."""

from tests.site.building import fiction_site, font_cache, real_site

__all__ = ["fiction_site", "font_cache", "real_site"]
