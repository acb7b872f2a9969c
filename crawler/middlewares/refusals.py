"""Stops an answer that is a refusal before anything reads it as a page."""

from scrapy import Request
from scrapy.http import Response

from crawler.faults import FetchFailed
from crawler.refusals import refusal_in


class RefusalMiddleware:
    """Sees every answer, decompressed, whatever its status."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Let an answer pass that is none.

        Raises:
            FetchFailed: the answer turns us away; it carries the page as evidence.
        """
        del request
        fault = refusal_in(response.status, response.body)
        if fault is not None:
            raise FetchFailed(fault, content=response.body, status=response.status)
        return response
