"""The register in and out: bundles of files, NIR's report, lists for a spreadsheet."""
