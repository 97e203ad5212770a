"""Benign API calls and forms as templates; fields as in `benign_requests`."""

RULES = r"""
gqlfields = id name title«sp»slug id«sp»__typename price«sp»{«sp»amount«sp»currency«sp»} edges«sp»{«sp»node«sp»{«sp»id«sp»}«sp»} items«sp»{«sp»id«sp»} «word» «word»«sp»{«sp»id«sp»«word»«sp»}
gqlquery:
  query «word|title»($id: ID!) { «word»(id: $id) { «gqlfields» «gqlfields» __typename } }
  query «word|title»List($first: Int = 20, $after: String) { «word»s(first: $first, after: $after, where: {status: PUBLISHED}) { pageInfo { hasNextPage endCursor } «gqlfields» } }
  mutation Update«word|title»($input: «word|title»Input!) { update«word|title»(input: $input) { «gqlfields» errors { field message } } }
  {\n  «word»(sort: \"date:desc\", limit: «n1») {\n    «gqlfields»\n    ...«word|title»Fields\n  }\n}\n\nfragment «word|title»Fields on «word|title» {\n  «gqlfields»\n}
  subscription { «word»Updated(id: «num») { «gqlfields» } }
jsonfield:
  "«word»":"«words»"
  "«word»":«num»
  "«word»":null
  "«word»":«bool»
  "«word»":"«sentence|js»"
  "«word»":"«prose|js»"
  "name":"«name|js»"
  "email":"«email»"
  "password":"«password|js»"
  "address":{"line1":"«address|js»","zip":"«digit(5)»","city":"«word|title»"}
  "id":"«uuid»"
  "createdAt":"«iso»"
  "url":"«url»"
  "image":"https://«site»/«word»/«file»"
  "tags":["«word»","«word»"]
  "html":"«html|js»"
  "content":"«markdown|js»"
  "phone":"«phone»"
  "token":"«jwt»"
  "location":{"lat":«dec»,"lon":«dec»}
  "query":"«searchword|js»"
  "comment":"«foreign|js»"
  "code":"«code|js»"
  "data":«jsonvalue»
  "items":[«jsonvalue»,«jsonvalue»]
  "price":{"amount":«num».«digit(2)»,"currency":"«currency»"}
  "file":"«path_text|js»"
  "avatar":"data:image/jpeg;base64,/9j/4AAQSkZJRg«alnum(120-240)»="
  "signature":"«alnum(86)»=="
jsonbody:
  {«jsonfield»}
  {«jsonfield»,«jsonfield»}
  {«jsonfield»,«jsonfield»,«jsonfield»}
  {«jsonfield»,«jsonfield»,«jsonfield»,«jsonfield»,«jsonfield»}
  {"«word»":{«jsonfield»,«jsonfield»},"meta":{«jsonfield»}}
  [{«jsonfield»,«jsonfield»},{«jsonfield»,«jsonfield»}]
formvalue = «num» «word» on true «words|plus» «sentence|plus» «name|plus» «email|q» «password|q» «address|plus» «phone|plus» «date|q» «html|plus» «markdown|plus» «foreign|plus» «searchword|plus» «prose|plus» «url|q» «identifier|q» «jsonvalue|plus» «number|plus» «path_text|plus» «code|plus» «person|plus»
formname = name first_name last_name email username password password_confirmation message comment subject title body content description address city zip country phone company note q search id csrf_token _token submit action remember date amount «word» «word»_«word» user[«word»] «word»[«word»] billing_«word» form_fields[«word»] data[«word|title»][«word»] item_meta[«n1»] your-«word»
formpair = «formname|q»=«formvalue» «formname|q»=«formvalue» «formname»=«formvalue»
form = «formpair»&«formpair» «formpair»&«formpair»&«formpair» «formpair»&«formpair»&«formpair»&«formpair»&«formpair»&«formpair»
api:
  - ¦ /api/v«n1»/«word»s/«num»
  - ¦ /api/v«n1»/«word»s?«pairs»
  - ¦ /api/«word»/search?q=«searchword|q»&fields=«word»,«word»&limit=«n1»
  - ¦ /api/«word»?filter=«jsonvalue|q»
  - ¦ /api/«word»?where=%7B%22«word»%22%3A%22«word»%22%7D&populate=«word».«word»
  - ¦ /rest/V1/products?searchCriteria[filterGroups][0][filters][0][field]=«word»&searchCriteria[filterGroups][0][filters][0][value]=%25«word»%25&searchCriteria[filterGroups][0][filters][0][conditionType]=like&searchCriteria[pageSize]=«n1»
  - ¦ /customer/section/load/?sections=cart%2Cmessages%2Ccustomer&force_new_section_timestamp=false&_=«tsms»
  - ¦ /wp-json/wp/v2/posts?per_page=«n1»&_fields=id,title.rendered,excerpt&categories=«num»&search=«words|q»
  - ¦ /wp-json/wp/v2/posts/«num»?_locale=user ¦ PUT:application/json ¦ {"id":«num»,"title":"«words»","content":"<!-- wp:paragraph -->\n<p>«sentence|js»</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:html -->\n«html|js»\n<!-- /wp:html -->","status":"publish"}
  - ¦ /wp-json/contact-form-7/v1/contact-forms/«num»/feedback ¦ multipart/form-data
  - ¦ /jsonapi/node/article?filter%5Bstatus%5D=1&include=field_image&fields%5Bfile--file%5D=uri,url&sort=-created
  - ¦ /_api/web/lists/getbytitle('«word|title»')/items?$select=Id,Title,«word|title»&$filter=«word|title»%20eq%20'«word»'&$orderby=Created%20desc&$top=«n1»
  - ¦ /_api/web/GetFileByServerRelativeUrl('/sites/«word»/Shared%20Documents/«file»')/$value
  - ¦ /odata/«word|title»s(«num»)?$expand=«word|title»($select=Id,Name)&$count=true
  - ¦ /odata/«word|title»?$filter=startswith(Name,'«word»')%20and%20Price%20gt%20«n1»%20or%20contains(tolower(Name),'«word»')
  - ¦ /solr/«word»/select?q=*:*&fq=%7B!tag%3D«word»%7D«word»:%22«word»%22&facet=true&facet.field=«word»&wt=json&json.nl=map&rows=«n1»
  - ¦ /«word»/_search?pretty ¦ application/json ¦ {"query":{"bool":{"must":[{"multi_match":{"query":"«words»","fields":["title^2","body"]}}],"filter":[{"term":{"status":"active"}},{"range":{"date":{"gte":"now-1d/d"}}}]}},"aggs":{"by_«word»":{"terms":{"field":"«word».keyword"}}},"size":«n1»}
  - ¦ /_msearch ¦ application/x-ndjson ¦ {"index":"«word»"}«nl»{"query":{"match":{"title":"«words»"}},"size":«n1»}«nl»
  «alnum(10)»-dsn.algolia.net ¦ /1/indexes/*/queries?x-algolia-agent=Algolia%20for%20JavaScript%20(4.«n1».1)%3B%20Browser%20(lite)&x-algolia-api-key=«hex(32)»&x-algolia-application-id=«upper(10)» ¦ application/x-www-form-urlencoded ¦ {"requests":[{"indexName":"«word»_«lang»","params":"query=«words|q»&hitsPerPage=20&facetFilters=%5B%5B%22«word»%3A«word»%22%5D%5D&highlightPreTag=%3Cais-highlight%3E&clickAnalytics=true"}]}
  firestore.googleapis.com ¦ /google.firestore.v1.Firestore/Listen/channel?database=projects%2F«word»%2Fdatabases%2F(default)&VER=8&RID=«digit(5)»&CVER=22&X-HTTP-Session-Id=gsessionid&%24httpHeaders=X-Goog-Api-Client%3Agl-js%2F%20fire%2F9.«n1».0%0D%0AContent-Type%3Atext%2Fplain%0D%0AX-Firebase-GMPID%3A1%3A«digit(12)»%3Aweb%3A«hex(22)»%0D%0A&zx=«lowdigit(12)»&t=1 ¦ application/x-www-form-urlencoded ¦ count=1&ofs=0&req0___data__=«jsonvalue|q»
  - ¦ /graphql ¦ application/json ¦ {"operationName":"«word|title»","variables":{"id":"«uuid»","input":{«jsonfield»}},"query":"«gqlquery»"}
  - ¦ /graphql ¦ application/json ¦ [{"operationName":"«word|title»","variables":{«jsonfield»},"query":"«gqlquery»","extensions":{"persistedQuery":{"version":1,"sha256Hash":"«hex(64)»"}}}]
  - ¦ /graphql?query=%7B«word»%28id%3A%22«num»%22%29%7Bid%20name%7D%7D
  - ¦ /graphql?operationName=«word|title»&variables=%7B%22id%22%3A%22«uuid»%22%2C%22first%22%3A«n1»%7D&extensions=%7B%22persistedQuery%22%3A%7B%22version%22%3A1%2C%22sha256Hash%22%3A%22«hex(64)»%22%7D%7D
  twitter.com ¦ /i/api/graphql/«token(22)»/UserTweets?variables=%7B%22userId%22%3A%22«digit(10)»%22%2C%22count%22%3A20%2C%22includePromotedContent%22%3Atrue%7D&features=%7B%22rweb_lists_timeline_redesign_enabled%22%3Atrue%2C%22responsive_web_graphql_exclude_directive_enabled%22%3Atrue%7D&fieldToggles=%7B%22withArticleRichContentState%22%3Afalse%7D
  www.facebook.com ¦ /api/graphql/ ¦ application/x-www-form-urlencoded ¦ av=«digit(15)»&__user=«digit(15)»&__a=1&__req=«lowdigit(2)»&__hs=19«digit(3)».HYP%3Acomet_pkg.2.1..2.1&dpr=1&__ccg=EXCELLENT&__rev=«digit(10)»&__s=«lowdigit(6)»%3A«lowdigit(6)»%3A«lowdigit(6)»&__dyn=«token(200)»&__csr=«token(120)»&__comet_req=15&fb_dtsg=NAcM«token(30)»%3A«n1»%3A«ts»&jazoest=«digit(5)»&lsd=«token(22)»&fb_api_caller_class=RelayModern&fb_api_req_friendly_name=Comet«word|title»Query&variables=%7B%22scale%22%3A1%2C%22id%22%3A%22«digit(15)»%22%7D&server_timestamps=true&doc_id=«digit(16)»
  www.instagram.com ¦ /api/v1/users/web_profile_info/?username=«word».«word»
  - ¦ /api/«word»s ¦ application/json ¦ «jsonbody»
  - ¦ /api/«word»s ¦ application/json; charset=utf-8 ¦ «jsonbody»
  - ¦ /api/«word»s/«num» ¦ PUT:application/json ¦ «jsonbody»
  - ¦ /api/«word»s/«uuid» ¦ PATCH:application/merge-patch+json ¦ «jsonbody»
  - ¦ /api/«word»s/«uuid» ¦ PATCH:application/json-patch+json ¦ [{"op":"replace","path":"/«word»/«n1»/«word»","value":"«words»"},{"op":"remove","path":"/«word»"}]
  - ¦ /api/«word»s/«uuid» ¦ DELETE:application/json
  - ¦ /api/auth/login ¦ application/json ¦ {"username":"«email»","password":"«password|js»","remember":true}
  - ¦ /api/session ¦ application/json ¦ {"email":"«email»","password":"«password|js»","captcha":"03AF«token(300)»"}
  - ¦ /oauth/token ¦ application/x-www-form-urlencoded ¦ grant_type=authorization_code&code=«token(40)»&redirect_uri=«url|q»&client_id=«token(24)»&code_verifier=«token(43)»
  - ¦ /oauth/token ¦ application/x-www-form-urlencoded ¦ grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=«jwt»
  - ¦ /signin-oidc ¦ application/x-www-form-urlencoded ¦ code=«hexup(64)»&id_token=«jwt»&scope=openid+profile&state=CfDJ8«token(120)»&session_state=«token(43)».«hexup(32)»
  - ¦ /saml/acs ¦ application/x-www-form-urlencoded ¦ SAMLResponse=«saml|b64»&RelayState=«url|q»
  - ¦ /rpc ¦ application/json ¦ {"jsonrpc":"2.0","method":"«word».«word»","params":{«jsonfield»},"id":«n1»}
  - ¦ /rpc ¦ application/json-rpc ¦ {"jsonrpc":"2.0","method":"eth_call","params":[{"to":"0x«hex(40)»","data":"0x«hex(72)»"},"latest"],"id":«n1»}
  - ¦ /jsonrpc ¦ application/json ¦ {"jsonrpc":"2.0","method":"call","params":{"model":"res.partner","method":"search_read","args":[[["name","ilike","«word»"],["active","=",true]]],"kwargs":{"limit":«n1»,"order":"name asc"}}}
  - ¦ /soap/«word» ¦ text/xml; charset=utf-8 ¦ <?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body><Get«word|title» xmlns="http://tempuri.org/"><«word:1»>«words»</«word:1»><id>«num»</id></Get«word|title»></soap:Body></soap:Envelope>
  - ¦ /services/«word»Service ¦ application/soap+xml; charset=utf-8 ¦ <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header><a:Action s:mustUnderstand="1">http://«host»/I«word|title»/«word|title»</a:Action><a:MessageID>urn:uuid:«uuid»</a:MessageID></s:Header><s:Body><«word:1» xmlns="http://«host»/"><name>«name»</name></«word:1»></s:Body></s:Envelope>
  - ¦ /«word» ¦ text/xml; charset=utf-8 ¦ «xml»
  - ¦ /ws/«word» ¦ application/soap+xml ¦ «xml»
  - ¦ /api/«word».xml ¦ application/xml ¦ «xml»
  - ¦ /«word»/«word»Service.asmx ¦ text/xml ¦ «xml»
  - ¦ /xmlrpc.php ¦ text/xml ¦ <?xml version="1.0"?><methodCall><methodName>wp.getPosts</methodName><params><param><value><int>1</int></value></param><param><value><string>«word»</string></value></param></params></methodCall>
  - ¦ /pingback ¦ text/xml ¦ <?xml version="1.0"?><methodCall><methodName>pingback.ping</methodName><params><param><value><string>«url»</string></value></param><param><value><string>https://«site»«path»</string></value></param></params></methodCall>
  - ¦ /remote.php/dav/files/«word»/ ¦ PROPFIND:application/xml; charset=utf-8 ¦ <?xml version="1.0"?><d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop><d:getlastmodified/><d:getetag/><oc:fileid/></d:prop></d:propfind>
  - ¦ /caldav/«word»/ ¦ REPORT:application/xml ¦ <c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>
  - ¦ /import ¦ application/xml ¦ <?xml version="1.0" encoding="UTF-8"?>«nl»<«word:1»s>«nl»  <«word:1» id="«num»"><title>«words»</title><body><![CDATA[<p>«sentence»</p>]]></body></«word:1»>«nl»</«word:1»s>
  - ¦ /feed ¦ application/rss+xml ¦ <?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>«words»</title><link>«url»</link><item><description>&lt;p&gt;«words»&lt;/p&gt;</description></item></channel></rss>
  - ¦ /calendar ¦ PUT:text/calendar ¦ BEGIN:VCALENDAR«crlf»VERSION:2.0«crlf»BEGIN:VEVENT«crlf»UID:«uuid»«crlf»DTSTART;TZID=Europe/Berlin:2024«mm»«dd»T100000«crlf»SUMMARY:«words»«crlf»DESCRIPTION:«sentence»«crlf»END:VEVENT«crlf»END:VCALENDAR«crlf»
  - ¦ /import.csv ¦ text/csv ¦ id,name,«word»«nl»«num»,"«name»",«word»«nl»«num»,"«words»","«sentence»"«nl»
  - ¦ /socket.io/?EIO=4&transport=polling&t=«token(7)»&sid=«token(20)»
  - ¦ /socket.io/?EIO=4&transport=polling&t=«token(7)»&sid=«token(20)» ¦ text/plain;charset=UTF-8 ¦ 42["«word»",{«jsonfield»}]
  - ¦ /signalr/connect?transport=webSockets&clientProtocol=2.1&connectionToken=«alnum(80)»%2F«alnum(20)»%3D%3D&connectionData=%5B%7B%22name%22%3A%22«word»hub%22%7D%5D&tid=«n1»
  - ¦ /sockjs/«digit(3)»/«lowdigit(8)»/xhr_send ¦ text/plain ¦ ["{\"type\":\"«word»\",\"body\":{\"«word»\":«num»}}"]
  - ¦ /aura?r=«n1»&aura.ApexAction.execute=1 ¦ application/x-www-form-urlencoded; charset=UTF-8 ¦ message=%7B%22actions%22%3A%5B%7B%22id%22%3A%22«num»%3Ba%22%2C%22descriptor%22%3A%22aura%3A%2F%2FApexActionController%2FACTION%24execute%22%2C%22callingDescriptor%22%3A%22UNKNOWN%22%2C%22params%22%3A%7B%22namespace%22%3A%22%22%2C%22classname%22%3A%22«word|title»%22%7D%7D%5D%7D&aura.context=%7B%22mode%22%3A%22PROD%22%2C%22fwuid%22%3A%22«token(22)»%22%7D&aura.pageURI=%2Fs%2F«word»&aura.token=«jwt»
  - ¦ /«word».xhtml ¦ application/x-www-form-urlencoded; charset=UTF-8 ¦ javax.faces.partial.ajax=true&javax.faces.source=form%3A«word»&javax.faces.partial.execute=%40all&javax.faces.partial.render=form%3A«word»&form%3A«word»=«formvalue»&javax.faces.ViewState=-«digit(19)»%3A«digit(18)»
  - ¦ /«word».aspx ¦ application/x-www-form-urlencoded ¦ __EVENTTARGET=ctl00%24«word|title»%24btn«word|title»&__EVENTARGUMENT=&__VIEWSTATE=%2FwEPDwUK«alnum(200-400)»%2B«alnum(60)»%3D%3D&__VIEWSTATEGENERATOR=«hexup(8)»&__EVENTVALIDATION=%2FwEdA«alnum(120)»%3D&ctl00%24txt«word|title»=«formvalue»
  - ¦ /wp-admin/admin-ajax.php ¦ application/x-www-form-urlencoded; charset=UTF-8 ¦ interval=60&_nonce=«hex(10)»&action=heartbeat&screen_id=post&has_focus=true&data%5Bwp-refresh-post-lock%5D%5Bpost_id%5D=«num»
  - ¦ /wp-admin/admin-ajax.php ¦ application/x-www-form-urlencoded; charset=UTF-8 ¦ action=«word»_load_more&query=%7B%22post_type%22%3A%22post%22%2C%22orderby%22%3A%22date%22%7D&page=«n1»&nonce=«hex(10)»
  - ¦ /wp-admin/admin-ajax.php?action=wp_ajax_«word»&_ajax_nonce=«hex(10)»&s=«searchword|q»
  - ¦ /wp-admin/post.php ¦ application/x-www-form-urlencoded ¦ _wpnonce=«hex(10)»&_wp_http_referer=%2Fwp-admin%2Fpost.php%3Fpost%3D«num»%26action%3Dedit&user_ID=1&action=editpost&post_title=«words|plus»&content=«html|plus»%0D%0A«html|plus»&excerpt=«sentence|plus»&post_status=publish
  - ¦ /wp-admin/options.php ¦ application/x-www-form-urlencoded ¦ option_page=general&action=update&_wpnonce=«hex(10)»&blogname=«words|plus»&blogdescription=«sentence|plus»&siteurl=https%3A%2F%2F«site»&home=https%3A%2F%2F«site»&admin_email=«email|q»&date_format=F+j%2C+Y&timezone_string=Europe%2F«word|title»
  - ¦ /wp-login.php ¦ application/x-www-form-urlencoded ¦ log=«word»&pwd=«password|q»&wp-submit=Log+In&redirect_to=https%3A%2F%2F«site»%2Fwp-admin%2F&testcookie=1
  - ¦ /wp-comments-post.php ¦ application/x-www-form-urlencoded ¦ comment=«prose|plus»&author=«name|plus»&email=«email|q»&url=«url|q»&submit=Post+Comment&comment_post_ID=«num»&comment_parent=0
  - ¦ /?wc-ajax=add_to_cart ¦ application/x-www-form-urlencoded; charset=UTF-8 ¦ product_sku=&product_id=«num»&quantity=1
  - ¦ /?wc-ajax=update_order_review ¦ application/x-www-form-urlencoded; charset=UTF-8 ¦ security=«hex(10)»&payment_method=stripe&country=DE&address=«address|plus»&post_data=billing_first_name%3D«first|q»%26billing_email%3D«email|q|q»%26billing_address_1%3D«address|q|q»%26order_comments%3D«sentence|q|q»
  - ¦ /views/ajax?_wrapper_format=drupal_ajax ¦ application/x-www-form-urlencoded; charset=UTF-8 ¦ view_name=«word»&view_display_id=block_1&view_args=«num»&view_path=%2Fnode%2F«num»&pager_element=0&_drupal_ajax=1&ajax_page_state%5Btheme%5D=«word»&ajax_page_state%5Blibraries%5D=core%2Fdrupal.ajax%2C«word»%2F«word»%2Cviews%2Fviews.ajax
  - ¦ /node/add/article ¦ multipart/form-data
  - ¦ /admin/config/«word» ¦ application/x-www-form-urlencoded ¦ form_build_id=form-«token(43)»&form_token=«token(43)»&form_id=system_site_information_settings&site_name=«words|plus»&site_slogan=«sentence|plus»&site_frontpage=%2Fnode&op=Save+configuration
  - ¦ /index.php?option=com_users&task=user.login ¦ application/x-www-form-urlencoded ¦ username=«word»&password=«password|q»&return=aW5kZXgucGhwP0l0ZW1pZD0x&«hex(32)»=1
  - ¦ /rest/default/V1/guest-carts/«alnum(32)»/estimate-shipping-methods ¦ application/json ¦ {"address":{"street":["«address|js»",""],"city":"«word|title»","region":"","country_id":"DE","postcode":"«digit(5)»","firstname":"«first»","lastname":"«last|js»","telephone":"«phone»"}}
  - ¦ /checkout/cart/add/uenc/«url|b64url»,,/product/«num»/ ¦ multipart/form-data
  - ¦ /cart/add.js ¦ application/json ¦ {"items":[{"id":«num»,"quantity":1,"properties":{"Engraving":"«name|js»"}}]}
  - ¦ /wpm@«hex(12)»w«hex(8)»/«word» ¦ text/plain ¦ {"schema_id":"trekkie_storefront_page_view/1.4","payload":{"shop_id":«num»,"url":"«url»","title":"«words»"}}
  - ¦ /contact ¦ application/x-www-form-urlencoded ¦ «form»
  - ¦ /contact ¦ application/x-www-form-urlencoded ¦ name=«name|plus»&email=«email|q»&subject=«words|plus»&message=«prose|plus»&g-recaptcha-response=03AF«token(200-300)»
  - ¦ /register ¦ application/x-www-form-urlencoded ¦ «form»&accept=on
  - ¦ /login ¦ application/x-www-form-urlencoded ¦ username=«email|q»&password=«password|q»&_csrf=«uuid»
  - ¦ /login ¦ application/x-www-form-urlencoded ¦ utf8=%E2%9C%93&authenticity_token=«alnum(60)»%2B«alnum(24)»%3D%3D&user%5Bemail%5D=«email|q»&user%5Bpassword%5D=«password|q»&commit=Log+in
  - ¦ /search ¦ application/x-www-form-urlencoded ¦ q=«searchword|plus»&category=«word»
  - ¦ /settings ¦ application/x-www-form-urlencoded ¦ «form»&_method=put&_token=«alnum(40)»
  - ¦ /posting.php?mode=reply&f=«n1»&t=«num» ¦ application/x-www-form-urlencoded ¦ subject=Re%3A+«words|plus»&message=%5Bquote%3D%22«word»%22%5D«sentence|plus»%5B%2Fquote%5D%0D%0A«prose|plus»&form_token=«hex(40)»&post=Submit
  - ¦ /editor/save ¦ application/x-www-form-urlencoded ¦ id=«num»&html=«html|plus»«html|plus»«html|plus»
  - ¦ /editor/save ¦ application/json ¦ {"id":«num»,"html":"«html|js»«html|js»","markdown":"«markdown|js»"}
  - ¦ /snippets ¦ application/json ¦ {"language":"javascript","code":"«code|js»\n«code|js»","title":"«words»"}
  - ¦ /api/paste ¦ text/plain ¦ «code»«nl»«code»
  - ¦ /api/translate?text=«sentence|q»&from=«lang»&to=«lang»
  - ¦ /v1/chat/completions ¦ application/json ¦ {"model":"«word»-4","messages":[{"role":"system","content":"You are a helpful assistant."},{"role":"user","content":"«sentence|js» «code|js»"}],"temperature":0.7,"stream":true}
  - ¦ /upload ¦ multipart/form-data
  - ¦ /upload ¦ multipart/form-data
  - ¦ /api/media ¦ multipart/form-data
  - ¦ /upload.php?name=«file»&chunk=0&chunks=«n1» ¦ application/octet-stream ¦ PK«alnum(60)»
  - ¦ /upload/«file» ¦ PUT:image/png ¦ iVBORw0KGgo«alnum(200)»
  - ¦ /upload/chunk?id=«uuid»&offset=«num» ¦ application/octet-stream ¦ «byte(60-400)»
  - ¦ /upload/chunk?id=«uuid»&offset=«num» ¦ application/octet-stream ¦ «replaced(60-400)»
  - ¦ /«word».«word».v1.«word|title»Service/List«word|title» ¦ application/grpc-web+proto ¦ «nul(4)»«byte(20-90)»
  - ¦ /log/v2 ¦ application/x-protobuf ¦ «byte(40-160)»«word»«byte(4)»«url»«byte(10-60)»
  - ¦ /collect ¦ application/octet-stream ¦ «replaced(80-300)»
  - ¦ /events/batch?compression=gzip-js&ip=1&_=«tsms»&ver=1.«n1».1 ¦ text/plain ¦ «replaced(100-300)»
  - ¦ /upload/«file» ¦ PUT:application/pdf ¦ %PDF-1.4«nl»%«byte(4)»«nl»1 0 obj«nl»<< /Type /Catalog /Pages 2 0 R >>«nl»endobj«nl»stream«nl»«byte(100-200)»«nl»endstream
  - ¦ /files ¦ PUT:text/html ¦ <!DOCTYPE html><html><head><meta charset="utf-8"><title>«words»</title><link rel="stylesheet" href="«path»"></head><body class="«word»">«html»«html»«html»</body></html>
  - ¦ /files ¦ PUT:text/css ¦ body{«css»} .«word»:hover{«css»} @import url("«url»"); #«word»::after{content:"C"}
  - ¦ /files ¦ PUT:application/javascript ¦ !function(e,t){"use strict";var n=t.«word»||{},r=0;for(r=0;r<n.length;r++)e(n[r]?n[r].id:null)}(window,{«word»:[1,2,3]});
  - ¦ /api/logs ¦ application/x-ndjson ¦ {"level":"warn","time":«tsms»,"msg":"«code|js»"}«nl»{"level":"info","time":«tsms»,"msg":"GET /«word»?id=«num» 200 «n1»ms"}«nl»
  - ¦ /api/csv ¦ text/csv ¦ "«word»";"«word»";"«word»"«crlf»"«name»";«num»,«digit(2)»;«date»«crlf»"«address»";-«num»;«iso»«crlf»
  - ¦ /«word»/save ¦ application/json ¦ {"doc":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"«sentence|js»","marks":[{"type":"link","attrs":{"href":"«url»"}}]}]},{"type":"codeBlock","attrs":{"language":"js"},"content":[{"type":"text","text":"«code|js»"}]}]}}
  - ¦ /«word»/save ¦ application/x-www-form-urlencoded ¦ payload=«jsonbody|q»&sig=«hash»
  - ¦ /«word»/save ¦ application/x-www-form-urlencoded ¦ payload=«jsonbody|q|q»
  - ¦ /«word»/save ¦ application/x-www-form-urlencoded ¦ state=«jsonbody|b64|q»
  - ¦ /avatar ¦ application/json ¦ {"image":"data:image/png;base64,iVBORw0KGgo«alnum(200-400)»="}
  - ¦ /«slug»?partNumber=«n1»&uploadId=«token(60)»&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA«upper(16)»%2F20240101%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20240101T000000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=«hex(64)»
  - ¦ /webhook/stripe ¦ application/json ¦ {"id":"evt_«alnum(24)»","object":"event","type":"invoice.paid","data":{"object":{"id":"in_«alnum(24)»","amount_paid":«num»,"customer_email":"«email»","hosted_invoice_url":"«url»"}}}
  - ¦ /webhook/github ¦ application/json ¦ {"ref":"refs/heads/main","head_commit":{"id":"«hex(40)»","message":"«markdown|js»","author":{"name":"«name|js»","email":"«email»"}},"repository":{"full_name":"«word»/«word»","html_url":"https://github.com/«word»/«word»","clone_url":"https://github.com/«word»/«word».git"}}
  - ¦ /api/v4/projects/«word»%2F«word»/repository/files/src%2F«word»%2F«word».py/raw?ref=main
  - ¦ /api/datasources/proxy/«n1»/api/v1/query_range?query=sum(rate(http_requests_total%7Bjob%3D%22«word»%22%7D%5B5m%5D))%20by%20(code)&start=«ts»&end=«ts»&step=15
  - ¦ /api/ds/query ¦ application/json ¦ {"queries":[{"refId":"A","expr":"histogram_quantile(0.95, sum(rate(«word»_bucket{job=\"«word»\"}[5m])) by (le))","rawSql":"","format":"time_series"}],"from":"now-1h","to":"now"}
  - ¦ /render?target=alias(movingAverage(stats.«word».*.count,10),'«word»')&from=-24h&format=json
  - ¦ /geoserver/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap&LAYERS=«word»:«word»&BBOX=«dec»,«dec»,«dec»,«dec»&CQL_FILTER=name%20LIKE%20'«word»%25'&SRS=EPSG:4326&WIDTH=256&HEIGHT=256&FORMAT=image/png
  - ¦ /arcgis/rest/services/«word»/MapServer/0/query?where=OBJECTID%3E0&outFields=*&returnGeometry=true&geometry=%7B%22xmin%22%3A«dec»%2C%22ymin%22%3A«dec»%7D&f=json
  - ¦ /api/interpreter ¦ application/x-www-form-urlencoded ¦ data=%5Bout%3Ajson%5D%3Bnode(«dec»%2C«dec»%2C«dec»%2C«dec»)%5B%22amenity%22%3D%22«word»%22%5D%3Bout%3B
  - ¦ /sparql?query=PREFIX%20rdf%3A%20%3Chttp%3A%2F%2Fwww.w3.org%2F1999%2F02%2F22-rdf-syntax-ns%23%3E%20SELECT%20%3Flabel%20WHERE%20%7B%20%3Fs%20rdfs%3Alabel%20%3Flabel%20%7D%20LIMIT%20«n1»&format=json
  - ¦ /w/api.php?action=query&format=json&prop=info%7Cextracts&titles=«person|q»&generator=search&gsrsearch=intitle%3A«word»&exintro=1
  - ¦ /autocomplete?term=«searchword|q»&_=«tsms»
  - ¦ /suggest?callback=jQuery3«digit(17)»_«tsms»&term=«person|q»&_=«tsms»
  - ¦ /geocode/json?address=«address|plus»&components=country:DE&key=AIzaSy«token(33)»
  - ¦ /oembed?url=«url|q»&format=json&maxwidth=«num»
  - ¦ /proxy?url=https%3A%2F%2F«site»%2Fapi%2F«word»
saml:
  <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_«hex(32)»" Version="2.0" IssueInstant="«iso»" Destination="https://«site»/saml/acs"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">«url»</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:AttributeStatement><saml:Attribute Name="email"><saml:AttributeValue>«email»</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></samlp:Response>
  <?xml version="1.0" encoding="UTF-8"?><saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" Destination="https://«site»/saml" ID="id«digit(20)»" IssueInstant="«iso»" Version="2.0"><saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">http://www.okta.com/exk«alnum(17)»</saml2:Issuer></saml2p:Response>
"""
