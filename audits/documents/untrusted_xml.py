"""XML of strangers, made into a tree that holds what it shows and nothing from elsewhere."""

from lxml import etree


def root_of(xml: bytes) -> etree._Element:
    """The root, without comments and instructions, which would cut texts in two.

    Raises:
        etree.XMLSyntaxError: it is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(xml, parser)
