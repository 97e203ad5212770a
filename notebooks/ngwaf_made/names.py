"""Names of parameters and headers, by what their values are for."""

from __future__ import annotations

from .grammar import rules

NAMES = rules(
    """
any = q id page name search user item cat query s text comment title message lang sort view key value data filter type code order email username password token ref p category
file = file page path include inc template dir doc document folder view content load module lang theme style filename download img image pg root_path basePath config cfg skin locale site show pagename mosConfig_absolute_path
address = url uri link src image feed host webhook callback proxy fetch target site img avatar source endpoint server api_url imageUrl pdf remote domain
redirect = redirect redirect_to next return returnUrl return_url continue goto dest destination forward rurl redir out to back checkout_url go target view next_url forward_url logout_url login_redirect redirectUrl redirect_url from_url after_login returnTo
benign_address = url u link href ref referrer referer page page_url location dl dr img image src avatar website homepage feed canonical source_url utm_source share cover permalink original_url thumbnail video document_url oembed
mail = email mail to from subject name cc sender recipient
command = cmd exec command host ip ping addr file name domain dir id process run
header = User-Agent Referer X-Forwarded-For X-Api-Version Accept-Language X-Custom X-Client-Id Authorization X-Forwarded-Host Accept Origin X-Requested-With From X-Real-IP X-Original-URL Forwarded True-Client-IP X-Request-Id CF-Connecting-IP Contact If-Modified-Since X-Token
"""
)
