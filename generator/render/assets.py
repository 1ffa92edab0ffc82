"""The style sheets and scripts of the site, in the order in which a page loads them.

They stand in `overrides/assets/`, one component a file, and are used as they are. Colours and fonts come first,
then the parts of a page, then components by name; then results of search, which hold components in a denser form;
print comes last, since it overrides all of them.
"""

from __future__ import annotations

FOLDER = "assets"

STYLESHEETS = (
    "assets/sigap-fonts.css",
    "assets/sigap-tokens.css",
    "assets/sigap-page.css",
    "assets/sigap-header.css",
    "assets/sigap-search.css",
    "assets/sigap-navigation.css",
    "assets/sigap-contents.css",
    "assets/sigap-footer.css",
    "assets/sigap-table.css",
    "assets/sigap-approval.css",
    "assets/sigap-branch.css",
    "assets/sigap-breadcrumb.css",
    "assets/sigap-catalogue.css",
    "assets/sigap-caution.css",
    "assets/sigap-change.css",
    "assets/sigap-chart.css",
    "assets/sigap-checklist.css",
    "assets/sigap-clause.css",
    "assets/sigap-copy.css",
    "assets/sigap-document-control.css",
    "assets/sigap-examples.css",
    "assets/sigap-facts.css",
    "assets/sigap-faq.css",
    "assets/sigap-fee-table.css",
    "assets/sigap-figure.css",
    "assets/sigap-filter.css",
    "assets/sigap-finding.css",
    "assets/sigap-flow.css",
    "assets/sigap-force.css",
    "assets/sigap-gap.css",
    "assets/sigap-guided.css",
    "assets/sigap-home.css",
    "assets/sigap-log.css",
    "assets/sigap-matrix.css",
    "assets/sigap-note.css",
    "assets/sigap-origin.css",
    "assets/sigap-path.css",
    "assets/sigap-placeholder.css",
    "assets/sigap-position.css",
    "assets/sigap-record.css",
    "assets/sigap-reference.css",
    "assets/sigap-report.css",
    "assets/sigap-row.css",
    "assets/sigap-script.css",
    "assets/sigap-sic.css",
    "assets/sigap-source-quote.css",
    "assets/sigap-stamp.css",
    "assets/sigap-task.css",
    "assets/sigap-term.css",
    "assets/sigap-topics.css",
    "assets/sigap-wording.css",
    "assets/sigap-result.css",
    "assets/sigap-print.css",
)
"""For MkDocs' `extra_css`."""

SCRIPTS = (
    "assets/sigap-validity.js",
    "assets/sigap-copy.js",
    "assets/sigap-table.js",
    "assets/sigap-filter.js",
    "assets/sigap-matrix.js",
    "assets/sigap-guided.js",
    "assets/sigap-search.js",
    "assets/sigap-menu.js",
    "assets/sigap-chart.js",
    "assets/sigap-checklist.js",
    "assets/sigap-print.js",
)
"""For MkDocs' `extra_javascript`, each with `type: module`; `sigap-start.js` is imported by them."""
