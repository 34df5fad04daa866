"""The dashboard, or the window of whoever sits beside the user, as a web page of this computer.

The one home of aiohttp, which comes with the extra `web`. Nothing of it is imported but by `soaptui serve`.
"""
