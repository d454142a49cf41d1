"""The report of a plan as a PDF: what the client reads on paper and on screen, from a snapshot, in any thread.

A part (`parts/`) gives strips: pieces of a page with a height, that paint themselves. `paging` lays them on A4;
`furniture` adds cover, contents and running lines; `report` writes the pages and `finishing` what Qt cannot: bookmarks,
links, title and language. Drawings (`drawings/`) are vectors, tables (`tables`) repeat their heads on each page.
"""
