"""Scrapy's settings for one batch."""

from scrapy.settings import Settings

from crawler.addresses import hostname_of
from crawler.portals import WorkOrder

_OURS = "crawler.middlewares"


def settings_of(order: WorkOrder) -> Settings:
    """The settings under which a work order is carried out."""
    limits = order.limits
    return Settings(
        {
            "USER_AGENT": order.user_agent,
            "DEFAULT_REQUEST_HEADERS": {"Accept": "*/*", "Accept-Language": "zh-CN,zh;q=0.9"},
            # Our robots middleware fails closed; Scrapy's allows what it cannot ask about.
            "ROBOTSTXT_OBEY": False,
            "CONCURRENT_REQUESTS": limits.concurrent_requests,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_DELAY": 0,
            # A jitter would go below a Crawl-delay; `Pace` sets the delay of each lane.
            "DOWNLOAD_DELAY_JITTER": 0,
            "DOWNLOAD_TIMEOUT": limits.timeout,
            "DOWNLOAD_MAXSIZE": limits.max_bytes,
            "DOWNLOAD_WARNSIZE": 0,
            "DOWNLOAD_VERIFY_CERTIFICATES": True,
            "RETRY_TIMES": limits.retries,
            "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
            "REDIRECT_MAX_TIMES": limits.max_redirects,
            "REFERRER_POLICY": "no-referrer",
            "HTTPERROR_ALLOW_ALL": True,
            # The spider says of each request whether it keeps cookies, and with which others.
            "COOKIES_ENABLED": True,
            # A proxy would connect where the address could not be checked.
            "HTTPPROXY_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "CONCURRENT_ITEMS": 4,
            "MEMUSAGE_LIMIT_MB": 1024,
            "LOG_LEVEL": "WARNING",
            "TWISTED_DNS_RESOLVER": f"{_OURS}.private_addresses.GuardedResolver",
            "PRIVATE_HOSTS": _private_hosts(order),
            "DOWNLOADER_MIDDLEWARES": {
                f"{_OURS}.boundary.BoundaryMiddleware": 50,
                f"{_OURS}.robots.RobotsMiddleware": 100,
                f"{_OURS}.conditional.ConditionalMiddleware": 510,
                f"{_OURS}.refusals.RefusalMiddleware": 585,
                f"{_OURS}.private_addresses.PrivateAddressMiddleware": 820,
                "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            },
            # A request that these drop would leave its lane waiting for ever.
            "SPIDER_MIDDLEWARES": {
                "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
                "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
            },
            "ITEM_PIPELINES": {"crawler.pipelines.EvidencePipeline": 100},
            "EXTENSIONS": {
                f"{_OURS}.pace.Pace": 0,
                f"{_OURS}.memory.OwnMemory": 0,
                "scrapy.extensions.memusage.MemoryUsage": None,
            },
        }
    )


def _private_hosts(order: WorkOrder) -> list[str]:
    return [
        hostname_of(f"http://{host}/")
        for portal in order.portals
        if portal.allow_private
        for host in portal.hosts
    ]
