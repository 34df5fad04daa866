"""The list of programs: files to rows, rows to records, tiers, filters, application slots. All pure."""
