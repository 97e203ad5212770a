"""Headers and cookies of browsers, applications, robots and the proxies between."""

RULES = r"""
version = 119 120 121 122 123 124 125 126 128 130 131 133 135 138
winver:
  Windows NT 10.0; Win64; x64
  Windows NT 6.1; WOW64
  X11; Linux x86_64
  Macintosh; Intel Mac OS X 10_15_7
  X11; CrOS x86_64 14541.0.0
phone_model:
  Linux; Android 10; K
  Linux; Android 13; SM-S90«n1»B
  Linux; Android 12; Pixel 6 Build/SD1A.210817.036
  Linux; U; Android 9; de-de; Redmi Note 8
ua_chrome:
  Mozilla/5.0 («winver») AppleWebKit/537.36 (KHTML, like Gecko) Chrome/«version:1».0.0.0 Safari/537.36
  Mozilla/5.0 («winver») AppleWebKit/537.36 (KHTML, like Gecko) Chrome/«version:1».0.0.0 Safari/537.36 Edg/«version:1».0.«digit(4)».«n1»
  Mozilla/5.0 («winver») AppleWebKit/537.36 (KHTML, like Gecko) Chrome/«version:1».0.«digit(4)».«digit(2)» Safari/537.36 OPR/«version».0.0.0
  Mozilla/5.0 («phone_model») AppleWebKit/537.36 (KHTML, like Gecko) Chrome/«version:1».0.0.0 Mobile Safari/537.36
  Mozilla/5.0 («phone_model»; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/«version:1».0.«digit(4)».«digit(2)» Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/4«digit(2)».0.0.«n1».«digit(3)»;]
  Mozilla/5.0 («phone_model») AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/2«digit».0 Chrome/«version:1».0.0.0 Mobile Safari/537.36
ua_firefox:
  Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:«version:1».0) Gecko/20100101 Firefox/«version:1».0
  Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:«version:1».0) Gecko/20100101 Firefox/«version:1».0
  Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:«version:1».0) Gecko/20100101 Firefox/«version:1».0
  Mozilla/5.0 (Android 13; Mobile; rv:«version:1».0) Gecko/«version:1».0 Firefox/«version:1».0
ua_safari:
  Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/1«digit».«n1» Safari/605.1.15
  Mozilla/5.0 (iPhone; CPU iPhone OS 17_«n1»_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.«n1» Mobile/15E148 Safari/604.1
  Mozilla/5.0 (iPad; CPU OS 16_«n1» like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/«version».0.«digit(4)».«digit(2)» Mobile/15E148 Safari/604.1
  Mozilla/5.0 (iPhone; CPU iPhone OS 16_«n1» like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 2«digit(2)».0.0.«n1».«digit(3)» (iPhone14,«n1»; iOS 16_«n1»; «locale»; scale=3.00; 1170x2532; «digit(9)»)
ua_other:
  Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
  Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)
  Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.«n1»; +https://openai.com/gptbot)
  Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)
  Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)
  Mozilla/5.0 (compatible; «word|title»Bot/«n1».«n1»; +https://«host»/bot.html)
  facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)
  Twitterbot/1.0
  Feedly/1.0 (+http://www.feedly.com/fetcher.html; «n1» subscribers; like FeedFetcher-Google)
  Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)
  WhatsApp/2.23.«n1».«digit(2)» A
  UptimeRobot/2.0 (http://www.uptimerobot.com/)
  Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)
  ELB-HealthChecker/2.0
  kube-probe/1.«n1»
  GoogleHC/1.0
  okhttp/4.«n1».0
  python-requests/2.«n1».0
  python-urllib3/1.26.«n1»
  Python/3.11 aiohttp/3.8.«n1»
  Java/11.0.«n1»
  Apache-HttpClient/4.5.«n1» (Java/11.0.«n1»)
  Go-http-client/1.1
  axios/1.«n1».0
  node-fetch/1.0 (+https://github.com/bitinn/node-fetch)
  Dart/3.«n1» (dart:io)
  curl/7.«n1».0
  Wget/1.21.«n1» (linux-gnu)
  PostmanRuntime/7.«n1».0
  Dalvik/2.1.0 (Linux; U; Android «n1»; «word|title» Build/«upper(4)».«digit(6)».«digit(3)»)
  «word|title»/«n1».«n1».«n1» (iPhone; iOS 17.«n1»; Scale/3.00)
  «word|title»/«num» CFNetwork/1410.0.3 Darwin/22.«n1».0
  com.«word».«word»/«n1».«n1».0 (Android 13; «locale»; «upper(2)»-«digit(4)»; build:«num»)
  WordPress/6.«n1»; https://«site»
  Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; .NET CLR 2.0.50727; .NET4.0C; .NET4.0E)
  Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko
  Mozilla/5.0 (SMART-TV; LINUX; Tizen 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Version/5.0 TV Safari/537.36
  Mozilla/5.0 (PlayStation; PlayStation 5/«n1».00) AppleWebKit/605.1.15 (KHTML, like Gecko)
  Lynx/2.8.9rel.1 libwww-FM/2.14 SSL-MM/1.4.1
  aws-sdk-java/1.12.«num» Linux/5.10.«num» OpenJDK_64-Bit_Server_VM/25.«num»-b08 java/1.8.0_«num» vendor/N/A
  Stripe/1.0 (+https://stripe.com/docs/webhooks)
  GitHub-Hookshot/«hex(7)»
  Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.«digit(5)»; Pro)
  Prometheus/2.«n1».0
accept_page:
  text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7
  text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8
  text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
  text/html, application/xhtml+xml, image/jxr, */*
  text/html, */*; q=0.01
accept_asset:
  */*
  */*;q=0.1
  text/css,*/*;q=0.1
  image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8
  image/webp,image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5
  application/font-woff2;q=1.0,application/font-woff;q=0.9,*/*;q=0.8
accept_api:
  */*
  application/json
  application/json, text/plain, */*
  application/json, text/javascript, */*; q=0.01
  application/vnd.api+json
  application/vnd.github.v3+json
  application/json;odata=verbose
  text/event-stream
  text/x-component
  multipart/mixed; deferSpec=20220824, application/json
  application/xml, text/xml, */*; q=0.01
accept_language:
  en-US,en;q=0.9
  en-GB,en;q=0.9,de;q=0.8,fr;q=0.7
  de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7
  «locale»,«lang»;q=0.«digit»
  «lang»
  fr;q=0.9, en;q=0.8, *;q=0.5
gr = ( ) - . / : ; = ? _ «sp»
grease = 8 24 99
brands:
  "Not«gr»A«gr»Brand";v="«grease»", "Chromium";v="«version:1»"
  "«gr»Not«gr»A«gr»Brand";v="«grease»", "Chromium";v="«version:1»", "Google Chrome";v="«version:1»"
  "Chromium";v="«version:1»", "Google Chrome";v="«version:1»", "Not«gr»A«gr»Brand";v="«grease»"
  "Google Chrome";v="«version:1»", "Not«gr»A«gr»Brand";v="«grease».0.0.0", "Chromium";v="«version:1»"
  "Google Chrome";v="«version:1»", "Not:A-Brand";v="8", "Chromium";v="«version:1»"
  "Chromium";v="«version:1»", "Not_A Brand";v="24", "Microsoft Edge";v="«version:1»"
  " Not A;Brand";v="99", "Chromium";v="«version:1»", "Google Chrome";v="«version:1»"
  "Not/A)Brand";v="99", "Google Chrome";v="«version:1»", "Chromium";v="«version:1»"
  "Not)A;Brand";v="8", "Chromium";v="«version:1»", "Brave";v="«version:1»"
  "Not(A:Brand";v="99", "Opera";v="«version»", "Chromium";v="«version:1»"
  "Android WebView";v="«version:1»", "Not;A=Brand";v="8", "Chromium";v="«version:1»"
platform = "Windows" "macOS" "Linux" "Android" "iOS" "Chrome«sp»OS"
etag = "«hex(32)»" W/"«hex(8)»-«hex(12)»" "«hex(5)»-«hex(13)»" W/"«digit(5)»-«tsms»" "«digit(10)»" "«hex(10)»:0" W/"«token(27)»" "«hex(40)»-gzip" "0x8D«hexup(12)»"
basic:
  «word»:«word»
  «word»:«password»
  «email»:«password»
  «word»:«alnum(8-20)»
  user:password
extra_header:
  Cache-Control: max-age=0
  Cache-Control: no-cache
  Pragma: no-cache
  Connection: keep-alive
  DNT: 1
  Sec-GPC: 1
  TE: trailers
  Priority: u=1, i
  priority: u=0, i
  Save-Data: on
  If-None-Match: «etag»
  If-None-Match: «etag»
  If-Modified-Since: «httpdate»
  If-Unmodified-Since: «httpdate»
  Range: bytes=«num»-
  Range: bytes=0-«num»
  If-Range: «etag»
  Origin: https://«site»
  Origin: null
  Origin: http://«nearby»
  Origin: http://«nearby»
  X-Requested-With: XMLHttpRequest
  X-Requested-With: com.«word».«word»
  X-CSRF-Token: «token(32-60)»
  X-CSRF-Token: «alnum(86)»==
  X-XSRF-TOKEN: «jwt»
  X-WP-Nonce: «hex(10)»
  Authorization: Bearer «jwt»
  Authorization: Bearer «token(30-120)»
  Authorization: Basic «basic|b64»
  Authorization: Basic «basic|b64»
  Authorization: Token «hex(40)»
  Authorization: Digest username="«word»", realm="«words»", nonce="«hex(32)»", uri="/«word»/«file»", response="«hex(32)»", qop=auth, nc=00000001, cnonce="«hex(16)»"
  Authorization: AWS4-HMAC-SHA256 Credential=AKIA«upper(16)»/«yyyy»«mm»«dd»/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=«hex(64)»
  Authorization: OAuth oauth_consumer_key="«alnum(20)»", oauth_nonce="«alnum(32)»", oauth_signature="«alnum(27)»%3D", oauth_signature_method="HMAC-SHA1", oauth_timestamp="«ts»", oauth_version="1.0"
  Authorization: Negotiate YII«alnum(80-200)»=
  X-Api-Key: «token(32-40)»
  traceparent: 00-«hex(32)»-«hex(16)»-01
  tracestate: «num»@nr=0-1-«num»-«num»-«hex(16)»----«tsms»
  newrelic: «newrelic|b64»
  X-NewRelic-ID: «alnum(20)»=
  sentry-trace: «hex(32)»-«hex(16)»-1
  baggage: sentry-environment=production,sentry-release=«word»%40«n1».«n1».«n1»,sentry-public_key=«hex(32)»,sentry-trace_id=«hex(32)»
  X-B3-TraceId: «hex(32)»
  X-Datadog-Trace-Id: «digit(19)»
  X-Request-ID: «uuid»
  X-Correlation-Id: «uuid»
  X-Amzn-Trace-Id: Root=1-«hex(8)»-«hex(24)»
  X-Cloud-Trace-Context: «hex(32)»/«digit(19)»;o=1
  X-Forwarded-For: «ip»
  X-Forwarded-For: «ip», «ip»
  X-Forwarded-For: «ip», «ipv6», 10.0.0.«n1»
  X-Forwarded-For: «ip»:«digit(5)»
  X-Forwarded-Proto: https
  X-Forwarded-Host: «site»
  X-Forwarded-Port: 443
  X-Forwarded-Server: «site»
  X-Original-URL: «path»
  X-Real-IP: «ip»
  X-Real-IP: ::1
  X-Forwarded-For: 127.0.0.1
  Forwarded: for=«ip»;proto=https;by="_«word»"
  Forwarded: for="[«ipv6»]:«digit(4)»";host=«site»
  Forwarded: for="[«ipv6»]";proto=https;by=«ip»
  Forwarded: for=«ip»;host=«nearby»;proto=http
  Via: 1.1 «word» (squid/4.«n1»), 1.1 varnish
  Via: 2.0 «hex(32)».cloudfront.net (CloudFront)
  CF-Connecting-IP: «ip»
  CF-RAY: «hex(16)»-FRA
  CF-Visitor: {"scheme":"https"}
  CF-IPCountry: «lang|upper»
  CDN-Loop: cloudflare; subreqs=1
  True-Client-IP: «ip»
  X-Client-Data: CI«alnum(20-40)»==
  Sec-CH-UA-Full-Version-List: "Google Chrome";v="«version».0.«digit(4)».«n1»", "Not:A-Brand";v="8.0.0.0", "Chromium";v="«version».0.«digit(4)».«n1»"
  Sec-CH-UA-Arch: "x86"
  Sec-CH-UA-Model: ""
  Sec-CH-UA-Model: "Pixel 7 Pro"
  Sec-CH-UA-Platform-Version: "15.0.0"
  Sec-CH-UA-WoW64: ?0
  Sec-CH-Prefers-Color-Scheme: dark
  Viewport-Width: «num»
  Device-Memory: 8
  DPR: 1.25
  Downlink: 1.«digit»
  RTT: 50
  ECT: 4g
  Purpose: prefetch
  Sec-Purpose: prefetch;prerender
  Service-Worker-Navigation-Preload: true
  X-Nextjs-Data: 1
  RSC: 1
  Next-Router-State-Tree: «nextstate|q»
  Next-Url: /«word»/«slug»
  X-Inertia: true
  X-Livewire: true
  HX-Request: true
  HX-Current-URL: https://«site»«path»
  Turbo-Frame: «word»_«num»
  X-Same-Domain: 1
  X-Goog-AuthUser: 0
  X-Goog-Api-Key: AIzaSy«token(33)»
  X-Client-Version: iOS/«n1».«n1».«n1»
  X-Youtube-Client-Version: 2.2024«mm»«dd».01.00
  X-Twitter-Client-Language: «lang»
  Apollographql-Client-Name: «word»-web
  X-Algolia-Agent: Algolia for JavaScript (4.«n1».1); Browser (lite); instantsearch.js (4.56.«n1»)
  X-Shopify-Storefront-Access-Token: «hex(32)»
  X-Device-Id: «uuid»
  X-Device-Info: {"os":"iOS","version":"17.«n1»","model":"iPhone14,«n1»","locale":"«locale»"}
  X-Timezone: Europe/«word|title»
  X-Timezone-Offset: -«n1»0
  X-User-Agent: grpc-web-javascript/0.1
  X-Signature: «hex(64)»
  X-Hub-Signature-256: sha256=«hex(64)»
  X-GitHub-Event: pull_request
  Stripe-Signature: t=«ts»,v1=«hex(64)»
  X-Amz-Date: «yyyy»«mm»«dd»T«hh»«mi»00Z
  X-Amz-Content-Sha256: UNSIGNED-PAYLOAD
  X-Amz-Target: DynamoDB_20120810.GetItem
  X-Amz-Security-Token: IQoJb3JpZ2luX2Vj«alnum(60-120)»=
  Digest: SHA-256=«alnum(43)»=
  Signature: keyId="https://«host»/users/«word»#main-key",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="«alnum(86)»=="
  DPoP: «jwt»
  SOAPAction: "http://tempuri.org/I«word|title»Service/Get«word|title»"
  SOAPAction: "urn:«word»#«word»"
  MIME-Version: 1.0
  Depth: 1
  Destination: https://«site»/remote.php/dav/files/«word»/«file»
  Lock-Token: <opaquelocktoken:«uuid»>
  If: (<opaquelocktoken:«uuid»>)
  Prefer: return=representation
  Prefer: odata.include-annotations="*"
  OData-Version: 4.0
  From: googlebot(at)googlebot.com
  Upgrade: websocket
  Sec-WebSocket-Key: «alnum(22)»==
  Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
  Sec-WebSocket-Protocol: graphql-ws
  Sec-WebSocket-Version: 13
  Content-Disposition: attachment; filename="«file»"
  Content-Range: bytes 0-«num»/«num»
  Content-Encoding: gzip
  Upload-Metadata: filename «word|b64»,filetype «word|b64»
  Tus-Resumable: 1.0.0
  Warning: 199 - "«words»"
  Link: <https://«host»/«word»>; rel="next"
  Icy-MetaData: 1
  GetContentFeatures.DLNA.ORG: 1
  X-Wap-Profile: "http://«host»/«file»"
  X-Proxy-User-Ip: «ip»
  X-Akamai-Edgescape: georegion=«num»,country_code=«lang|upper»,region_code=«upper(2)»,city=«word|upper»,lat=«dec»,long=«dec»
  X-Wassup-Options: {"«word»":"«word»","v":«n1»}
  Client-Cert: :«alnum(120)»=:
  X-Forwarded-Client-Cert: By=spiffe://cluster.local/ns/«word»/sa/default;Hash=«hex(64)»;Subject="CN=«word»";URI=spiffe://cluster.local/ns/«word»
newrelic:
  {"v":[0,1],"d":{"ty":"Browser","ac":"«num»","ap":"«num»","id":"«hex(16)»","tr":"«hex(32)»","ti":«tsms»}}
nextstate:
  ["",{"children":["«word»",{"children":["__PAGE__",{}]}]},null,null,true]
referer:
  https://«site»«path»
  https://«site»«path»?«query»
  https://«site»/
  https://www.google.com/
  https://www.google.com/search?q=«searchword|plus»&source=hp&ei=«token(22)»
  https://www.bing.com/search?q=«words|plus»&form=QBLH
  https://www.facebook.com/
  https://l.facebook.com/l.php?u=«url|q»&h=AT«token(60)»
  https://t.co/«alnum(10)»
  android-app://com.google.android.googlequicksearchbox/
  https://«site»/login?returnUrl=%2F«word»%2F«word»
cookie:
  _ga=GA1.1.«digit(9)».«ts»
  _ga=GA1.2.«digit(9)».«ts»
  _ga_«upper(5)»«digit(2)»=GS1.1.«ts».«n1».1.«ts».0.0.0
  _ga_«upper(8)»=GS2.1.s«ts»$o«n1»$g1$t«ts»$j«n1»$l0$h«digit(9)»
  _gid=GA1.2.«digit(9)».«ts»
  _gat=1
  _gat_UA-«digit(8)»-1=1
  _gcl_au=1.1.«digit(9)».«ts»
  _gcl_aw=GCL.«ts».«token(60-90)»
  _fbp=fb.1.«tsms».«digit(9)»
  _fbc=fb.1.«tsms».IwAR«token(57)»
  __utma=«digit(9)».«digit(9)».«ts».«ts».«ts».«n1»
  __utmz=«digit(9)».«ts».1.1.utmcsr=google|utmccn=(organic)|utmcmd=organic|utmctr=(not%20provided)
  __utmz=«digit(9)».«ts».1.1.utmcsr=(direct)|utmccn=(direct)|utmcmd=(none)
  _hjSessionUser_«digit(7)»=«hotjar|b64»
  _hjIncludedInSessionSample=0
  _uetsid=«hex(32)»
  _uetvid=«hex(32)»
  _clck=«lowdigit(7)»|2|«lowdigit(3)»|0|«num»
  _clsk=«lowdigit(7)»%7C«tsms»%7C«n1»%7C1%7Cu.clarity.ms%2Fcollect
  _pin_unauth=dWlkPU«alnum(40)»
  _scid=«uuid»
  _tt_enable_cookie=1
  _ttp=«token(27)»
  _pk_id.«n1».«hex(4)»=«hex(16)».«ts».
  _pk_ses.«n1».«hex(4)»=1
  _ym_uid=«ts»«digit(9)»
  __cf_bm=«token(43)»-«ts»-0-«alnum(60)»/«alnum(20)»+«alnum(8)»=
  cf_clearance=«token(43)»-«ts»-0-1-«hex(8)».«hex(8)».«hex(8)»-250.2.«ts»
  OptanonConsent=isGpcEnabled=0&datestamp=«jsdate|plus»&version=202«n1».1.0&isIABGlobal=false&hosts=&consentId=«uuid»&interactionCount=1&landingPath=NotLandingPage&groups=C0001%3A1%2CC0002%3A1%2CC0003%3A0&geolocation=DE%3BBE&AwaitingReconsent=false
  OptanonAlertBoxClosed=«iso»
  CookieConsent={stamp:%27«alnum(30)»%3D%3D%27%2Cnecessary:true%2Cpreferences:true%2Cstatistics:false%2Cmarketing:false%2Cmethod:%27explicit%27%2Cver:1%2Cutc:«tsms»%2Cregion:%27de%27}
  cookieyes-consent=consentid:«alnum(32)»,consent:yes,action:yes,necessary:yes,functional:yes
  euconsent-v2=CP«token(60-100)».YAAAAAAAAAAA
  borlabs-cookie=«jsonvalue|q»
  cookie_consent=«jsonvalue|q»
  consent={"«word»":true,"«word»":false}
  eupubconsent=BO«token(40)»
  didomi_token=eyJ«alnum(80-160)»
  axeptio_cookies={%22$$token%22:%22«lowdigit(16)»%22%2C%22$$date%22:%22«iso|q»%22%2C%22$$completed%22:true}
  tarteaucitron=!analytics=true!youtube=wait
  PHPSESSID=«lowdigit(26)»
  JSESSIONID=«hexup(32)»
  JSESSIONID=«hexup(32)».«word»-«n1»
  ASP.NET_SessionId=«lowdigit(24)»
  .ASPXAUTH=«hexup(120)»
  .AspNetCore.Antiforgery.«token(11)»=CfDJ8«token(120)»
  connect.sid=s%3A«token(32)».«alnum(30)»%2F«alnum(8)»%2B«alnum(4)»
  laravel_session=eyJpdiI6I«alnum(120-200)»%3D
  XSRF-TOKEN=eyJpdiI6I«alnum(100-160)»%3D%3D
  csrftoken=«alnum(64)»
  sessionid=«lowdigit(32)»
  session=.eJw«token(60-120)».«token(6)».«token(27)»
  _session_id=«hex(32)»
  «word»_session=«alnum(120)»%2B«alnum(60)»--«alnum(16)»--«alnum(22)»%3D%3D
  SID=«token(70)».
  SIDCC=AKEyXz«token(60)»
  __Secure-1PSID=g.a000«token(60)».
  __Host-next-auth.csrf-token=«hex(64)»%7C«hex(64)»
  next-auth.callback-url=https%3A%2F%2F«site»
  access_token=«jwt»
  id_token=«jwt»
  auth=«jwt»
  rememberMe=«alnum(100-200)»==
  wordpress_logged_in_«hex(32)»=«word»%7C«ts»%7C«alnum(43)»%7C«hex(64)»
  wordpress_test_cookie=WP+Cookie+check
  wordpress_test_cookie=WP%20Cookie%20check
  wp-settings-1=libraryContent%3Dbrowse%26editor%3Dtinymce%26posts_list_mode%3Dlist
  wp-settings-time-1=«ts»
  wp_woocommerce_session_«hex(32)»=«num»%7C%7C«ts»%7C%7C«ts»%7C%7C«hex(32)»
  woocommerce_cart_hash=«hex(32)»
  SSESS«hex(32)»=«token(43)»
  Drupal.visitor.name=«word»
  has_js=1
  frontend=«lowdigit(26)»
  form_key=«alnum(16)»
  mage-cache-sessid=true
  mage-messages=%5B%7B%22type%22%3A%22success%22%2C%22text%22%3A%22«words|q»%22%7D%5D
  private_content_version=«hex(32)»
  section_data_ids=%7B%22cart%22%3A«ts»%2C%22customer%22%3A«ts»%7D
  _shopify_y=«uuid»
  _shopify_s=«uuid»
  cart=«alnum(32)»
  cart_currency=«currency»
  secure_customer_sig=
  recently_viewed=[%22«num»%22%2C%22«num»%22]
  recentlyViewed=«num»|«num»|«num»
  optimizelyEndUserId=oeu«tsms»r0.«digit(16)»
  ajs_anonymous_id=%22«uuid»%22
  ajs_user_id=%22«num»%22
  amplitude_id_«hex(32)»=eyJkZXZpY2VJZCI6I«alnum(80-140)»
  mp_«hex(32)»_mixpanel=%7B%22distinct_id%22%3A%20%22«uuid»%22%2C%22%24device_id%22%3A%20%22«uuid»%22%2C%22%24initial_referrer%22%3A%20%22«url|q»%22%2C%22%24initial_referring_domain%22%3A%20%22«host»%22%7D
  intercom-id-«lowdigit(8)»=«uuid»
  intercom-session-«lowdigit(8)»=
  hubspotutk=«hex(32)»
  __hssc=«digit(9)».«n1».«tsms»
  __hstc=«digit(9)».«hex(32)».«tsms».«tsms».«tsms».«n1»
  _mkto_trk=id:«digit(3)»-«upper(3)»-«digit(3)»&token:_mch-«site»-«tsms»-«digit(5)»
  AMCV_«hexup(24)»%40AdobeOrg=«digit(9)»%7CMCIDTS%7C«digit(5)»%7CMCMID%7C«digit(38)»%7CMCAAMLH-«ts»%7C6%7CMCOPTOUT-«ts»s%7CNONE%7CvVersion%7C5.2.0
  s_cc=true
  s_sq=%5B%5BB%5D%5D
  s_sq=«word»%3D%2526c.%2526a.%2526activitymap.%2526page%253D«word»%25253A«word»%2526link%253D«word»%2526region%253D«word»%2526.activitymap%2526.a%2526.c
  s_ppv=«word»%2C100%2C«n1»%2C«num»
  utag_main=v_id:«hex(28)»$_sn:«n1»$_ss:0$_st:«tsms»$ses_id:«tsms»%3Bexp-session$_pn:«n1»%3Bexp-session
  _abck=«hexup(32)»~0~YAAQ«alnum(120)»==~-1~-1~-1
  bm_sz=«hexup(32)»~YAAQ«alnum(80)»~«digit(7)»~«digit(7)»
  ak_bmsc=«hexup(32)»~000000000000000000000000000000~YAAQ«alnum(60)»
  incap_ses_«num»_«num»=«alnum(22)»==
  visid_incap_«num»=«alnum(60)»
  datadome=«token(80-120)»
  _px3=«hex(64)»:«alnum(60)»==:1000:«alnum(80)»=
  reese84=3:«alnum(22)»==:«alnum(80)»:«alnum(43)»=
  AWSALB=«alnum(100)»+«alnum(20)»/«alnum(6)»
  AWSALBCORS=«alnum(100)»
  BIGipServer«word»=«digit(9)».«digit(5)».0000
  TS01«hex(6)»=01«hex(100)»
  ARRAffinity=«hex(64)»
  NID=5«digit(2)»=«token(80-140)»
  CONSENT=YES+cb.2021«mm»«dd»-17-p0.«lang»+FX+«digit(3)»
  SOCS=CAES«alnum(40)»
  1P_JAR=«yyyy»-«mm»-«dd»-«hh»
  IDE=AHWqTU«token(50)»
  test_cookie=CheckForPermission
  MUID=«hexup(32)»
  li_at=AQED«token(100)»
  lidc="b=VGST0«n1»:s=V:r=V:a=V:p=V:g=«num»:u=1:x=1:i=«ts»:t=«ts»:v=2:sig=AQ«token(40)»"
  bcookie="v=2&«uuid»"
  personalization_id="v1_«alnum(22)»=="
  guest_id=v1%3A«digit(18)»
  ct0=«hex(64)»
  datr=«token(24)»
  c_user=1000«digit(11)»
  xs=«n1»%3A«token(14)»%3A2%3A«ts»%3A-1%3A«digit(5)»
  wd=1920x969
  presence=C%7B%22t3%22%3A%5B%5D%2C%22utc3%22%3A«tsms»%2C%22v%22%3A1%7D
  lang=«locale»
  language=«lang»
  locale=«locale»
  NEXT_LOCALE=«lang»
  i18n_redirected=«lang»
  wikiEditor-0-toolbar-section=«word»
  GeoIP=DE:BE:«word|title»:«dec»:«dec»:v4
  WMF-Last-Access=«dd»-«month»-«yyyy»
  timezone=Europe/«word|title»
  tz=Europe%2F«word|title»
  country=«lang|upper»
  currency=«currency»
  theme=dark
  user_prefs=«jsonvalue|q»
  preferences=«jsonvalue|b64»
  settings=«jsonvalue»
  filters=«jsonvalue|q»
  user=«jsonvalue|q»
  username=«name|q»
  email=«email|q»
  last_visit=«iso|q»
  lastVisited=«url|q»
  redirect_to=%2F«word»%2F«word»
  return_url=«path|q»
  landing_page=«url|q»
  referrer=«url|q»
  initial_referrer=«url»
  utm_params=utm_source%3D«word»%26utm_medium%3D«word»
  search_history=«searchword|q»
  resolution=1920x1080
  screen=1920|1080|24
  popup_«num»=closed
  visited=«bool»
  ab_test=«word»:«word»,«word»:control
  experiments=«word»%3D«n1»%3B«word»%3D«n1»
  __gads=ID=«hex(16)»:T=«ts»:RT=«ts»:S=ALNI_«token(28)»
  __gpi=UID=0000«hex(12)»:T=«ts»:RT=«ts»:S=ALNI_«token(28)»
  __qca=P0-«digit(9)»-«tsms»
  cto_bundle=«token(80)»
  _lr_retry_request=true
  pbjs-unifiedid=%7B%22TDID%22%3A%22«uuid»%22%2C%22TDID_LOOKUP%22%3A%22TRUE%22%2C%22TDID_CREATED_AT%22%3A%22«yyyy»-«mm»-«dd»T«hh»%3A«mi»%3A00%22%7D
  _cb=«token(16)»
  _chartbeat2=.«tsms».«tsms».1.«token(22)».1
  _parsely_visitor={%22id%22:%22pid=«hex(32)»%22%2C%22session_count%22:1%2C%22last_session_ts%22:«tsms»}
  __tbc=%7Bkpex%7D«token(60)»
  permutive-id=«uuid»
  _omappvp=«alnum(60)»
  ki_t=«tsms»%3B«tsms»%3B«tsms»%3B1%3B«n1»
  driftt_aid=«uuid»
  crisp-client%2Fsession%2F«uuid»=session_«uuid»
  SERVERID=web«n1»|«token(5)»|«token(5)»
  dtCookie=v_4_srv_«n1»_sn_«hexup(32)»_perc_100000_ol_0_mul_1
  rxVisitor=«tsms»«upper(32)»
  dtPC=«n1»$«digit(9)»_«digit(3)»h-v«upper(32)»-0e0
  rl_anonymous_id=RudderEncrypt%3AU2FsdGVkX1«alnum(60)»%3D
  CraftSessionId=«lowdigit(26)»
  «word»=«word»
  «word»_«word»=«num»
  «word»=«hash»
  «word»Id=«uuid»
  «word»=«jsonvalue|q»
hotjar:
  {"id":"«uuid»","created":«tsms»,"existing":true}
"""
