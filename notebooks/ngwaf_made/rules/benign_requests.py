"""Whole benign requests as templates: `host ¦ target ¦ content type ¦ body`.

Host `-` is the site itself; what a field is missing for ends early. `PUT:` and the like before the
content type name the method, else a body makes it POST.
"""

RULES = r"""
val = «num» «word» «slug» «lang» «date|q» «hash» «bool» «dec» «uuid» «token(8-30)» «num»,«num» «word»%20«word» «word»+«word» «word»%2C«word» «iso|q» «url|q» «first|q» «email|q» «path|q»
qname = id page q sort order lang type category filter from to size color ref token session v t cb _ callback limit offset fields include expand view tab action mode format width height w h lat lng zoom date start end status user name email version locale currency price_min price_max brand search keyword s p c sid uid cid hash key src source medium campaign «word» «word» «word»_id «word|title»
pair = «qname»=«val» «qname»=«val» «qname»=«val» «qname»[]=«val» «qname»%5B%5D=«val» filter[«word»]=«val» filter%5B«word»%5D=«val» «word».«word»=«val» «qname»=
pairs = «pair» «pair»&«pair» «pair»&«pair»&«pair» «pair»&«pair»&«pair»&«pair»&«pair»
returnname = redirect redirect_to next return returnUrl return_url continue goto url dest destination back ref referer from target
ownurl = https%3A%2F%2F«site»%2F«word»%2F«slug» https://«site»/«word» %2F«word»%2F«slug» /«word»/«slug» %2F«word»%3F«word»%3D«num» https%3A%2F%2F«site»%2F«word»%3F«word»%3D«num»%26«word»%3D«word» / %2F
page:
  - ¦ /
  - ¦ //
  - ¦ //«word»/«slug»
  - ¦ /«word»//«slug»
  - ¦ /«word»/./«slug»
  - ¦ /test.php
  - ¦ /test.php?«pairs»
  - ¦ /«lower(1-4)».php?«pairs»
  - ¦ /«lower(1-3)»/«lower(1-3)».php
  - ¦ /«lower(1-3)».jsp?«pairs»
  - ¦ /cgi-bin/«word».cgi?«pairs»
  - ¦ /«word»?«word»[]=«num»&«word»[]=«num»
  - ¦ /«word»?f[«word»][«word»]=«num»&f[«word»][]=«word»
  - ¦ /«word»?filter={"«word»":"«word»","«word»":«num»}
  - ¦ /«word».php?«word»=«num»&amp;id=«num»&amp;«word»=«word»
  - ¦ /«word»?sort=-«word»&«word»=«email»
  - ¦ «path»
  - ¦ «path»
  - ¦ «path»?«pairs»
  - ¦ «path»?«pairs»
  - ¦ «path»?«query»
  - ¦ /«word»/«slug»/
  - ¦ /«lang»/«word»/«slug»?utm_source=«word»&utm_medium=«word»&utm_campaign=«slug»&utm_content=«words|q»
  - ¦ /search?q=«searchword|plus»
  - ¦ /search?q=«searchword|q»&page=«n1»
  - ¦ /search?query=«words|plus»&category=«word»&sort=price_asc
  - ¦ /suche/?s=«foreign|q»
  - ¦ /?s=«searchword|plus»
  - ¦ /catalogsearch/result/?q=«person|plus»
  - ¦ /login?«returnname»=«ownurl»
  - ¦ /login?«returnname»=https%3A%2F%2Fapp.«site»%2F«word»
  - ¦ /session/new?«returnname»=https://my.«site»/«word»?tab=«word»
  - ¦ /login/?next=«ownurl»
  - ¦ /account/signin?«returnname»=«ownurl»&«pair»
  - ¦ /wp-login.php?redirect_to=https%3A%2F%2F«site»%2Fwp-admin%2F&reauth=1
  - ¦ /logout?«returnname»=https://«site»/
  - ¦ /oauth/authorize?response_type=code&client_id=«token(24)»&redirect_uri=«url|q»&scope=openid%20profile%20email&state=«token(32)»&nonce=«token(20)»&code_challenge=«token(43)»&code_challenge_method=S256
  - ¦ /connect/authorize/callback?client_id=«word»&redirect_uri=https%3A%2F%2F«host»%2Fsignin-oidc&response_type=code%20id_token&scope=openid%20profile&response_mode=form_post&state=«token(80)»
  - ¦ /oauth2/callback?code=4%2F0A«token(60)»&scope=email%20profile%20https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fuserinfo.email&authuser=0&prompt=consent&state=«jsonvalue|b64url»
  - ¦ /auth/callback?code=«hex(20)»&state=«token(32)»&session_state=«uuid»
  - ¦ /saml/sso?SAMLRequest=fZJ«alnum(200-300)»%3D&RelayState=«url|q»
  - ¦ /cas/login?service=«url|q»
  - ¦ /share?url=«url|q»&text=«words|q»&via=«word»
  - ¦ /intent/tweet?text=«sentence|q»&url=«url|q»&hashtags=«word»,«word»
  - ¦ /sharer/sharer.php?u=«url|q»&quote=«words|q»
  - ¦ /pin/create/button/?url=«url|q»&media=«url|q»&description=«words|q»
  - ¦ /out?url=«url|q»&id=«num»
  - ¦ /ajax/popup.php?url=«path|q»&title=«words|q»
  - ¦ /unsubscribe?email=«email|q»&token=«jwt»
  - ¦ /reset-password?token=«token(40)»&email=«email|q»
  - ¦ /products?filter[price][gte]=«n1»&filter[price][lte]=«num»&sort=-price&page[number]=«n1»&page[size]=24
  - ¦ /products?price=«n1»..«num»&color=«word»,«word»&size=XL%7CXXL&in_stock=true
  - ¦ /«word»/«slug»-p-«num».html?variant=«num»&currency=«currency»
  - ¦ /kategorie/«foreign|q»/
  - ¦ /tag/«first|q»
  - ¦ /wiki/«word|title»_(«word»)
  - ¦ /wiki/Special:Search?search=«person|plus»&go=Go&ns0=1
  - ¦ /w/index.php?title=«word|title»:«word|title»_«word»&action=edit&section=«n1»&oldid=«num»
  - ¦ /index.php?option=com_content&view=article&id=«num»:«slug»&catid=«n1»&Itemid=«num»
  - ¦ /index.php?route=product/category&path=«n1»_«n1»&limit=«n1»
  - ¦ /index.php?id=«num»&L=1&tx_news_pi1%5Bnews%5D=«num»&tx_news_pi1%5Bcontroller%5D=News&cHash=«hex(32)»
  - ¦ /node/«num»/edit?destination=/admin/content%3Fpage%3D«n1»
  - ¦ /admin/structure/views/view/«word»/edit/page_1
  - ¦ /wp-admin/edit.php?post_type=page&post_status=all&orderby=title&order=asc&paged=«n1»
  - ¦ /wp-admin/post.php?post=«num»&action=edit
  - ¦ /wp-admin/plugins.php?action=activate&plugin=«slug»%2F«slug».php&_wpnonce=«hex(10)»
  - ¦ /wp-admin/admin.php?page=wc-settings&tab=shipping&section=
  - ¦ /wp-admin/customize.php?return=%2Fwp-admin%2Fthemes.php
  - ¦ /administrator/index.php?option=com_menus&view=items&menutype=mainmenu
  - ¦ /admin_«lowdigit(6)»/catalog/product/edit/id/«num»/key/«hex(64)»/
  - ¦ /phpmyadmin/sql.php?db=«word»&table=«word»&pos=0
  - ¦ /viewtopic.php?f=«n1»&t=«num»&start=«n1»#p«num»
  - ¦ /forum/showthread.php?t=«num»&page=«n1»&highlight=«words|plus»
  - ¦ /«word».aspx?ItemID=«num»&Cat=%7B«uuid|upper»%7D&mode=view
  - ¦ /«word».do;jsessionid=«hexup(32)»?method=list&«pairs»
  - ¦ /sites/«word»/SitePages/Home.aspx?RootFolder=%2Fsites%2F«word»%2FShared%20Documents%2F«words|q»&FolderCTID=0x0120«hexup(34)»&View=%7B«uuid|upper»%7D
  - ¦ /maps/@«dec»,«dec»,«n1»z?hl=«lang»
  - ¦ /maps/embed?pb=!1m18!1m12!1m3!1d«num».«num»!2d«dec»!3d«dec»!2m3!1f0!2f0!3f0!3m2!1i1024!2i768!4f13.1!3m3!1m2!1s0x«hex(16)»%3A0x«hex(16)»!2s«words|plus»!5e0!3m2!1s«lang»!2s«lang»!4v«tsms»!5m2!1s«lang»!2s«lang»
  - ¦ /watch?v=«token(11)»&list=PL«token(32)»&index=«n1»&t=«num»s
  - ¦ /@«word»_«word»/video/«digit(19)»?is_from_webapp=1&sender_device=pc
  - ¦ /r/«word»/comments/«lowdigit(6)»/«word»_«word»_«word»/?sort=new
  - ¦ /«word»/«word»/blob/main/src/«word»/«word».ts#L«n1»-L«num»
  - ¦ /«word»/«word»/compare/v1.«n1».0...v1.«n1».«n1»
  - ¦ /«word»/-/tree/feature/«slug»?ref_type=heads
  - ¦ /browse/«word|upper»-«num»?jql=«searchword|q»
  - ¦ /issues/?jql=project%20%3D%20%22«word»%22%20AND%20status%20in%20(Open%2C%20%22In%20Progress%22)%20ORDER%20BY%20created%20DESC
  - ¦ /app/discover#/?_g=(filters:!(),refreshInterval:(pause:!t,value:0),time:(from:now-15m,to:now))&_a=(columns:!(),query:(language:kuery,query:''))
  - ¦ /d/«token(9)»/«slug»?orgId=1&from=now-6h&to=now&var-«word»=All&refresh=5s
  - ¦ /calendar/render?action=TEMPLATE&text=«words|q»&dates=20240«n1»10T100000Z/20240«n1»10T110000Z&details=«sentence|q»&location=«address|q»
  - ¦ /flights/«upper(3)»-«upper(3)»/2024-«mm»-«dd»/2024-«mm»-«dd»/2adults/children-11?sort=bestflight_a&fs=stops=0;airlines=-«upper(2)»
  - ¦ /hotels?ss=«words|plus»&checkin=2024-«mm»-«dd»&checkout=2024-«mm»-«dd»&group_adults=2&no_rooms=1&nflt=class%3D4%3Bclass%3D5%3Breview_score%3D80
  - ¦ /.well-known/openid-configuration
  - ¦ /.well-known/acme-challenge/«token(43)»
  - ¦ /.well-known/apple-app-site-association
  - ¦ /.well-known/security.txt
  - ¦ /robots.txt
  - ¦ /sitemap_index.xml
  - ¦ /ads.txt
  - ¦ /feed/?paged=«n1»
  - ¦ /rss/«word».xml
  - ¦ /health
  - ¦ /status?full=1
  - ¦ /phpinfo-tutorial/
  - ¦ /xmlrpc.php
  - ¦ /wp-login.php
  - ¦ /wp-cron.php?doing_wp_cron=«ts».«digit(16)»
  - ¦ /phpmyadmin/index.php?route=/sql&db=«word»&table=«word»&server=1
  - ¦ /manager/status
  - ¦ /admin/login.jsp
  - ¦ /admin/index.php?route=common/dashboard&user_token=«alnum(32)»
  - ¦ /actuator/health
  - ¦ /server-status
  - ¦ /owa/auth/logon.aspx?replaceCurrent=1&url=https%3A%2F%2F«site»%2Fowa%2F
  - ¦ /config.json
  - ¦ /«word»/«word».cfm?CFID=«num»&CFTOKEN=«hex(16)»-«hexup(8)»-«hexup(4)»
  - ¦ /cgi-bin/imagemap/«word»?«num»,«num»
  - ¦ /«word»/?C=M;O=D
  - ¦ /bin/view/Main/«word|title»?rev1=1.«n1»&rev2=1.«n1»
  - ¦ /twiki/bin/rdiff/TWiki/«word|title»?rev1=1.2&rev2=1.1
  - ¦ /cvs/«word»/«word»/«word».c?rev=1.«n1»&content-type=text/vnd.viewcvs-markup
  - ¦ /docs/«word»/install.html#«slug»
  - ¦ /docs/etc/«word»/passwd-file-format.html
  - ¦ /blog/what-is-sql-injection
  - ¦ /%E2%80%8B
  - ¦ /~«word»/«file»
  - ¦ /«word»,«num».html
  - ¦ /«word»/«word»;«word»=«num»/«word»
  - ¦ /cgi-bin/«word».cgi?«word»=«num»&«word»=«word»
  - ¦ /cgi-bin/«word».pl?action=view;id=«num»;page=«n1»
  - ¦ /«word»?«num»
  - ¦ /«word»/%7B«uuid|upper»%7D/«file»
  - ¦ /download.php?file=«file»&type=«ext»
  - ¦ /download?path=«word»/«word»/«file»
  - ¦ /index.php?page=«word»&lang=«lang»
  - ¦ /view.php?file=reports/«yyyy»/«file»
  - ¦ /include/«word».php?dir=asc&cmd=list
  - ¦ /ping?host=«site»&count=4
  - ¦ /exec-summary/select-committee/union-budget?from=«date»&to=«date»&limit=«n1»
  - ¦ /«oldfile»?«oldname»=«oldvalue»&«oldname»=«oldvalue»
  - ¦ /«oldfile»?«oldname»=«oldvalue»&«oldname»=«oldvalue»&«oldname»=«oldvalue»
  - ¦ /«word»/«oldfile»?«oldname»=«oldvalue»
  - ¦ /cgi-bin/«word».cgi?«oldname»=«oldvalue»
  - ¦ /«word»/../«word»/«oldfile»
  - ¦ /«word»/./«word»/../«file»
  - ¦ /~«word»/../index.html
  - ¦ /../«word».html
  - ¦ /«word»/(«yyyy»)/[«word»]/{«word»}/
  - ¦ /%5B«word»%5D/«word»%7C«word»
asset:
  - ¦ /static/js/main.«hex(8)».js
  - ¦ /static/css/«n1».«hex(8)».chunk.css
  - ¦ /static/media/«word».«hex(20)».woff2
  - ¦ /_next/static/chunks/pages/%5B«word»%5D-«hex(16)».js
  - ¦ /_next/static/chunks/app/(«word»)/%5Bslug%5D/page-«hex(16)».js
  - ¦ /_next/data/«token(21)»/«lang»/«slug».json?slug=«slug»
  - ¦ /_next/image?url=%2F_next%2Fstatic%2Fmedia%2F«word».«hex(8)».jpg&w=1920&q=75
  - ¦ /_next/image?url=«url|q»&w=640&q=75
  - ¦ /_nuxt/«word».«hex(8)».js
  - ¦ /@vite/client
  - ¦ /@fs/app/node_modules/.vite/deps/react.js?v=«hex(8)»
  - ¦ /build/assets/«word»-«token(8)».js
  - ¦ /packs/js/application-«hex(20)».js.map
  - ¦ /webpack-dev-server/sockjs-node/info?t=«tsms»
  - ¦ /wp-content/uploads/«yyyy»/«mm»/«file»
  - ¦ /wp-content/uploads/«yyyy»/«mm»/«first|q»-«word»-1024x683.jpg.webp
  - ¦ /wp-content/themes/«slug»/style.css?ver=6.«n1».«n1»
  - ¦ /wp-content/plugins/«slug»/assets/js/«word».min.js?ver=«n1».«n1».«n1»
  - ¦ /wp-includes/js/jquery/jquery.min.js?ver=3.6.«n1»
  - ¦ /wp-admin/load-styles.php?c=1&dir=ltr&load%5Bchunk_0%5D=dashicons,admin-bar,common,forms,admin-menu,dashboard,list-tables,edit&ver=6.«n1»
  - ¦ /wp-admin/load-scripts.php?c=0&load%5Bchunk_0%5D=jquery-core,jquery-migrate,utils,wp-hooks&ver=6.«n1»
  - ¦ /sites/default/files/css/css_«token(43)».css?delta=0&language=en&theme=«word»&include=eJx«token(60)»
  - ¦ /sites/default/files/styles/«word»/public/«yyyy»-«mm»/«file»?itok=«token(8)»
  - ¦ /core/misc/drupal.js?v=10.«n1».«n1»
  - ¦ /static/version«ts»/frontend/«word|title»/«word»/«locale»/requirejs/require.js
  - ¦ /media/catalog/product/cache/«hex(32)»/«lower»/«lower»/«file»
  - ¦ /skin/frontend/«word»/default/images/«file»
  - ¦ /cdn/shop/files/«file»?v=«ts»&width=«num»
  - ¦ /cdn/shop/products/«slug»_«num»x.jpg?crop=center&height=«num»&v=«ts»
  - ¦ /cdn-cgi/image/width=«num»,quality=75,format=auto/https://«site»/«file»
  - ¦ /cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1?ray=«hex(16)»
  - ¦ /image/upload/c_fill,f_auto,g_auto,h_«num»,q_auto,w_«num»/v«ts»/«slug»/«file»
  - ¦ /resize:fit:«num»/1*«token(22)».jpeg
  - ¦ /unsafe/fit-in/«num»x«num»/filters:quality(80):format(webp)/https%3A%2F%2F«host»%2F«file»
  - ¦ /photo-«ts»-«hex(12)»?ixlib=rb-4.0.3&ixid=M3w«alnum(20)»&auto=format&fit=crop&w=«num»&q=80
  - ¦ /images/I/«alnum(10)»+L._AC_SX«num»_.jpg
  - ¦ /images/I/«alnum(8)»+«alnum(2)»L._SX«num»_SY«num»_QL70_ML2_.jpg
  - ¦ /img?src=«url|q»&w=«num»&h=«num»&fit=cover
  - ¦ /thumb.php?src=/uploads/«file»&w=«num»&zc=1
  - ¦ /timthumb.php?src=https://«site»/wp-content/uploads/«file»&w=«num»
  - ¦ /avatar/«hex(32)»?s=96&d=mm&r=g
  - ¦ /avatar/«hex(32)»?s=80&d=https%3A%2F%2F«site»%2Fimg%2F«file»
  fonts.googleapis.com ¦ /css2?family=«word|title»:ital,wght@0,400;0,700;1,400&family=Open+Sans:wght@300..800&display=swap
  fonts.googleapis.com ¦ /css?family=Roboto%3A400%2C700%7COpen+Sans%3A400&subset=latin%2Clatin-ext
  fonts.gstatic.com ¦ /s/«word»/v«n1»/«token(30)».woff2
  cdn.jsdelivr.net ¦ /npm/bootstrap@5.«n1».«n1»/dist/js/bootstrap.bundle.min.js
  cdn.jsdelivr.net ¦ /combine/npm/«word»@1.«n1»,npm/@«word»/«word»@^2.«n1».0/dist/«word».min.js
  unpkg.com ¦ /@«word»/«word»@~1.«n1».0/dist/umd/«word».js
  cdnjs.cloudflare.com ¦ /ajax/libs/font-awesome/6.«n1».0/css/all.min.css
  - ¦ /combo/?«word».js&«word»/«word».js&v=«num»
  - ¦ /combo?3.18.1/«word»-base/«word»-base-min.js&3.18.1/«word»/«word»-min.js
  - ¦ /min/?b=js&f=«word».js,«word».js,«word».js
  - ¦ /w/load.php?lang=en&modules=ext.«word».«word»%7Cext.«word»%2C«word»%7Cjquery%2Cuser&only=styles&skin=vector-2022
  - ¦ /ScriptResource.axd?d=«token(120)»&t=ffffffff«hex(8)»
  - ¦ /WebResource.axd?d=«token(60)»&t=«digit(18)»
  - ¦ /bundles/«word»?v=«token(43)»1
  - ¦ /javax.faces.resource/«word».js.xhtml?ln=primefaces&v=12.0.0
  - ¦ /o/frontend-js-web/liferay/«word».js?languageId=en_US&browserId=chrome&minifierType=js&t=«tsms»
  - ¦ /etc.clientlibs/«word»/clientlibs/clientlib-base.lc-«hex(32)»-lc.min.css
  - ¦ /content/dam/«word»/«word»/«file»/jcr:content/renditions/cq5dam.web.1280.1280.jpeg
  - ¦ /content/«word»/«lang»/home/_jcr_content/root/responsivegrid.coreimg.85.1024.jpeg/«tsms»/«file»
  - ¦ /xjs/_/js/k=xjs.s.en_US.«token(11)».es5.O/ck=xjs.s.«token(11)».L.W.O/am=«token(60)»/d=1/exm=csi,d,«word»/ed=1/rs=ACT90o«token(22)»/m=«word»,«word»
  - ¦ /hls/«uuid»/«num»p/segment_«num».ts?hdnts=exp=«ts»~acl=/*~hmac=«hex(64)»
  - ¦ /videoplayback?expire=«ts»&ei=«token(22)»&ip=«ip»&id=o-«token(43)»&itag=«num»&source=youtube&requiressl=yes&mime=video%2Fmp4&clen=«num»&dur=«dec»&sparams=expire%2Cei%2Cip%2Cid&sig=AOq0QJ8w«token(80)»%3D%3D&range=0-«num»
  - ¦ /«n1»/«num»/«num».png
  - ¦ /tiles/{z}/{x}/{y}.pbf
  - ¦ /v4/mapbox.mapbox-streets-v8,mapbox.mapbox-terrain-v2/«n1»/«num»/«num».vector.pbf?sku=«alnum(16)»&access_token=pk.eyJ1I«alnum(60)».«token(22)»
  - ¦ /favicon.ico
  - ¦ /apple-touch-icon-precomposed.png
  - ¦ /manifest.webmanifest
  - ¦ /service-worker.js
  - ¦ /js/«word».js?_=«tsms»
  - ¦ /js/app.js?id=«hex(20)»
  - ¦ /css/style.css?v=«n1».«n1».«n1»
  - ¦ /assets/icons.svg#«word»
  - ¦ /fonts/fontawesome-webfont.eot?#iefix&v=4.7.0
  - ¦ /uploads/«words|q».pdf
  - ¦ /files/«foreign|q».docx
  - ¦ /images/«name|q».jpg
  - ¦ /img/«word»%20(«n1»).jpg
  - ¦ /«file»?«ts»
trackname = dl dr rl ref referrer referer page page_url page-url pageUrl url u loc location href urlref link l documentUrl document_uri r ru oref source_url landing canonical top_url site_url adurl clickurl dest_url p from_url utm_referrer
beacon:
  www.google-analytics.com ¦ /g/collect?v=2&tid=G-«upper(10)»&gtm=45je4«n1»0v«digit(9)»za200&_p=«tsms»&gcd=13l3l3l3l1l1&npa=0&dma=1&cid=«digit(9)».«ts»&ul=«locale|lower»&sr=1920x1080&uaa=x86&uab=64&uafvl=Google%2520Chrome%3B«version».0.6099.130%7CNot%253AA-Brand%3B8.0.0.0%7CChromium%3B«version».0.6099.130&uamb=0&uap=Windows&uapv=15.0.0&_s=1&sid=«ts»&sct=«n1»&seg=1&dl=«url|q»&dr=«url|q»&dt=«words|q»&en=page_view&ep.content_group=«word»&epn.value=«num»&_et=«num»
  www.google-analytics.com ¦ /collect?v=1&_v=j101&a=«digit(9)»&t=event&_s=2&dl=«url|q»&ul=«locale|lower»&de=UTF-8&dt=«sentence|q»&sd=24-bit&sr=1536x864&vp=1519x722&je=0&ec=«word»&ea=«words|q»&el=«url|q»&ev=0&_u=QACAAEABAAAAACAAI~&jid=&gjid=&cid=«digit(9)».«ts»&tid=UA-«digit(8)»-«n1»&_gid=«digit(9)».«ts»&cd1=«word»&z=«digit(9)»
  region1.google-analytics.com ¦ /g/collect?v=2&tid=G-«upper(10)»&cid=«digit(9)».«ts»&_s=3 ¦ text/plain;charset=UTF-8 ¦ en=scroll&epn.percent_scrolled=90&_et=«num»«nl»en=user_engagement&_et=«num»&ep.«word»=«words|q»
  stats.g.doubleclick.net ¦ /j/collect?t=dc&aip=1&_r=3&v=1&_v=j101&tid=UA-«digit(8)»-1&cid=«digit(9)».«ts»&jid=«digit(9)»&gjid=«digit(9)»&_gid=«digit(9)».«ts»&_u=QACAAEAAAAAAAC~&z=«digit(9)»
  googleads.g.doubleclick.net ¦ /pagead/viewthroughconversion/«digit(9)»/?random=«tsms»&cv=11&fst=«tsms»&bg=ffffff&guid=ON&async=1&gtm=45be«n1»0v«digit(9)»&u_w=1920&u_h=1080&url=«url|q»&ref=«url|q»&hn=www.googleadservices.com&frm=0&tiba=«sentence|q»&npa=0&auid=«digit(10)».«ts»&data=event%3Dgtag.config&rfmt=3&fmt=4
  ad.doubleclick.net ¦ /activity;src=«digit(8)»;type=«lowdigit(8)»;cat=«lowdigit(8)»;ord=«digit(13)»;npa=0;auiddc=«digit(10)».«ts»;u1=«word»;u2=«path|q»;~oref=«url|q»?
  securepubads.g.doubleclick.net ¦ /gampad/ads?pvsid=«digit(16)»&correlator=«digit(16)»&eid=31«digit(6)»%2C44«digit(6)»&output=ldjh&gdfp_req=1&vrg=2024«mm»«dd»01&ptt=17&impl=fif&iu_parts=«digit(8)»%2C«word»%2C«word»&enc_prev_ius=%2F0%2F1%2F2&prev_iu_szs=300x250%7C300x600%7C320x50&cust_params=«word»%3D«word»%26url%3D«path|q»&bc=31&abxe=1&lmt=«ts»&url=«url|q»&ref=«url|q»&frm=20&psz=1903x0&msz=0x0
  www.facebook.com ¦ /tr/?id=«digit(15)»&ev=PageView&dl=«url|q»&rl=«url|q»&if=false&ts=«tsms»&sw=1920&sh=1080&v=2.9.«n1»&r=stable&ec=0&o=30&fbp=fb.1.«tsms».«digit(9)»&cs_est=true&it=«tsms»&coo=false&rqm=GET
  www.facebook.com ¦ /tr/?id=«digit(15)»&ev=ViewContent&dl=«url|q»&cd[content_ids]=%5B%22«num»%22%5D&cd[content_type]=product&cd[content_name]=«words|q»&cd[value]=«num».00&cd[currency]=«currency»&cd[contents]=%5B%7B%22id%22%3A%22«num»%22%2C%22quantity%22%3A1%7D%5D&sw=414&sh=896&ud[em]=«hex(64)»
  www.facebook.com ¦ /tr/?id=«digit(15)»&ev=SubscribedButtonClick&dl=«url|q»&rl=«url|q»&if=false&ts=«tsms»&cd[buttonFeatures]=«buttonfeatures|q»&cd[buttonText]=«words|q»&cd[formFeatures]=«formfeatures|q»&cd[pageFeatures]=«pagefeatures|q»&cd[parameters]=%5B%5D&sw=1920&sh=1080&v=2.9.«n1»&r=stable&ec=«n1»&o=30&fbp=fb.1.«tsms».«digit(9)»&es=automatic&tm=3&rqm=GET
  www.facebook.com ¦ /tr/?id=«digit(15)»&ev=Microdata&dl=«url|q»&rl=«url|q»&if=false&ts=«tsms»&cd[DataLayer]=%5B%5D&cd[Meta]=«pagefeatures|q»&cd[OpenGraph]=«opengraph|q»&cd[Schema.org]=%5B%5D&cd[JSON-LD]=«jsonld|q»&sw=414&sh=896&v=2.9.«n1»&r=stable&it=«tsms»&coo=false&es=automatic&tm=3&rqm=formPOST
  www.facebook.com ¦ /tr/ ¦ application/x-www-form-urlencoded ¦ id=«digit(15)»&ev=Microdata&dl=«url|q»&cd[DataLayer]=%5B«jsonvalue|q»%5D&cd[Meta]=«pagefeatures|q»&cd[OpenGraph]=«opengraph|q»&cd[JSON-LD]=«jsonld|q»
  www.facebook.com ¦ /tr/ ¦ multipart/form-data
  bat.bing.com ¦ /action/0?ti=«digit(8)»&Ver=2&mid=«uuid»&sid=«hex(32)»&vid=«hex(32)»&vids=0&pi=918639831&lg=«locale»&sw=1920&sh=1080&sc=24&tl=«words|q»&kw=«words|q»&p=«url|q»&r=«url|q»&lt=«num»&evt=pageLoad&sv=1&rn=«digit(6)»
  px.ads.linkedin.com ¦ /collect/?pid=«num»&fmt=js&url=«url|q»&time=«tsms»&li_adsId=«uuid»
  analytics.tiktok.com ¦ /api/v2/pixel ¦ application/json ¦ {"event":"Pageview","message_id":"messageId-«tsms»-«digit(13)»","pixel":{"code":"«upper(20)»"},"context":{"ad":{"sdk_env":"external"},"user":{"anonymous_id":"«uuid»"},"page":{"url":"«url»","referrer":"«url»"},"library":{"name":"pixel.js","version":"2.2.0"}},"timestamp":"«iso»"}
  ct.pinterest.com ¦ /v3/?tid=«digit(13)»&event=pagevisit&ed=%7B%22np%22%3A%22gtm%22%7D&pd=%7B%22em%22%3A%22%22%7D&cb=«tsms»&ad=%7B%22loc%22%3A%22«url|q»%22%2C%22ref%22%3A%22«url|q»%22%2C%22if%22%3Afalse%2C%22sh%22%3A1080%2C%22sw%22%3A1920%2C%22mh%22%3A%22«hex(8)»%22%7D
  tr.snapchat.com ¦ /p ¦ application/x-www-form-urlencoded ¦ u_sclid=«uuid»&pid=«uuid»&ev=PAGE_VIEW&pl=«url|q»&bt=«hex(8)»&ts=«tsms»&v=3.«n1».0
  mc.yandex.ru ¦ /watch/«digit(8)»?wmode=7&page-url=«url|q»&page-ref=«url|q»&charset=utf-8&uah=chu%0A%22Chromium%22%3Bv%3D%22«version»%22&browser-info=pv%3A1%3Avf%3A«lowdigit(20)»%3Afu%3A0%3Aen%3Autf-8%3Ala%3A«locale»%3Av%3A1«digit(3)»%3Acn%3A1%3Adp%3A0%3Als%3A«digit(12)»%3Ahid%3A«digit(9)»%3Az%3A180%3Ai%3A«digit(14)»%3Aet%3A«ts»%3Ac%3A1%3Arn%3A«digit(9)»%3Arqn%3A1%3Au%3A«digit(19)»%3Aw%3A1519x722%3As%3A1536x864x24%3Ask%3A1.25%3Awv%3A2%3Ads%3A0%2C0%2C«n1»%2C%2C%2C%2C%2C%2C%3Aco%3A0%3Ast%3A«ts»%3At%3A«words|q»&t=gdpr(14)clc(0-0-0)rqnt(1)aw(1)ti(2)
  counter.yadro.ru ¦ /hit?t44.6;r«url|q»;s1920*1080*24;u«url|q»;h«words|q»;0.«digit(16)»
  matomo.«label:m».«tld:m» ¦ /matomo.php?action_name=«words|q»&idsite=«n1»&rec=1&r=«digit(6)»&h=«n1»&m=«n1»&s=«n1»&url=«url|q»&urlref=«url|q»&_id=«hex(16)»&_idn=1&send_image=0&_refts=0&pdf=1&qt=0&realp=0&wma=0&fla=0&java=0&ag=0&cookie=1&res=1920x1080&pv_id=«alnum(6)»&uadata=%7B%22fullVersionList%22%3A%5B%7B%22brand%22%3A%22Not%3AA-Brand%22%2C%22version%22%3A%228%22%7D%5D%2C%22mobile%22%3Afalse%7D
  «word».sc.omtrdc.net ¦ /b/ss/«word»prod/1/JS-2.22.«n1»-LDQM/s«digit(14)»?AQB=1&ndh=1&pf=1&t=«n1»%2F«n1»%2F2024%20«n1»%3A«n1»%3A«n1»%20«n1»%20-60&sdid=«hexup(16)»-«hexup(16)»&mid=«digit(38)»&aamlh=6&ce=UTF-8&pageName=«word»%3A«word»%3A«word»&g=«url|q»&cc=«currency»&ch=«word»&server=«site»&events=event«n1»%2Cevent«n1»%3D«num»&aamb=RKhpRz8krg2tLO6pguXWp5olkAcUniQYPHaMWWgdJ3xzPWQmdj0y&products=%3B«num»%3B1%3B«num».00&c1=D%3Dv1&v1=«words|q»&c2=«path|q»&l1=«word»%2C«word»&s=1920x1080&c=24&j=1.6&v=N&k=Y&bw=1519&bh=722&mcorgid=«hexup(24)»%40AdobeOrg&AQE=1
  dpm.demdex.net ¦ /id?d_visid_ver=5.2.0&d_fieldgroup=MC&d_rtbd=json&d_ver=2&d_orgid=«hexup(24)»%40AdobeOrg&d_nsid=0&d_cid_ic=«word»%01«hex(32)»%011&ts=«tsms»
  api.segment.io ¦ /v1/t ¦ text/plain ¦ {"timestamp":"«iso»","integrations":{},"event":"«word» «word»","type":"track","properties":{"path":"«path»","title":"«words»","url":"«url»","search":"?«query»","label":"«sentence|js»"},"context":{"page":{"path":"«path»","referrer":"«url»"},"userAgent":"«ua_chrome»","locale":"«locale»","library":{"name":"analytics.js","version":"next-1.«n1».0"},"campaign":{"source":"«word»"}},"messageId":"ajs-next-«hex(32)»","anonymousId":"«uuid»","writeKey":"«alnum(32)»","userId":null,"sentAt":"«iso»","_metadata":{"bundled":["Segment.io"],"unbundled":[]}}
  api2.amplitude.com ¦ / ¦ application/x-www-form-urlencoded; charset=UTF-8 ¦ checksum=«hex(32)»&client=«hex(32)»&e=«amplitude|q»&upload_time=«tsms»&v=2
  api-js.mixpanel.com ¦ /track/?verbose=1&ip=1&_=«tsms» ¦ application/x-www-form-urlencoded ¦ data=«amplitude|q»
  api.mixpanel.com ¦ /track/?data=«amplitude|b64»&ip=1&_=«tsms»
  sentry.io ¦ /api/«digit(7)»/envelope/?sentry_key=«hex(32)»&sentry_version=7&sentry_client=sentry.javascript.react%2F7.«n1».0 ¦ text/plain;charset=UTF-8 ¦ {"sent_at":"«iso»","sdk":{"name":"sentry.javascript.react","version":"7.«n1».0"}}«nl»{"type":"session"}«nl»{"sid":"«hex(32)»","init":true,"started":"«iso»","timestamp":"«iso»","status":"ok","errors":0,"attrs":{"release":"«word»@1.«n1».0","environment":"production","user_agent":"«ua_chrome»"}}
  o«digit(6)».ingest.sentry.io ¦ /api/«digit(7)»/envelope/?sentry_key=«hex(32)»&sentry_version=7 ¦ text/plain;charset=UTF-8 ¦ {"event_id":"«hex(32)»","sent_at":"«iso»"}«nl»{"type":"event"}«nl»{"exception":{"values":[{"type":"TypeError","value":"Cannot read property '«word»' of undefined","stacktrace":{"frames":[{"filename":"https://«site»/static/js/«file»","function":"?","in_app":true,"lineno":1,"colno":«num»},{"filename":"<anonymous>","function":"Object.«word»"}]},"mechanism":{"handled":false,"type":"onerror"}}]},"platform":"javascript","request":{"url":"«url»","headers":{"Referer":"«url»","User-Agent":"«ua_safari»"}},"breadcrumbs":[{"category":"ui.click","message":"div#«word» > button.btn[type=\"submit\"]"},{"category":"console","message":"[«word»] «words» {\"«word»\":«num»}"}],"extra":{"arguments":[]}}
  browser-intake-datadoghq.eu ¦ /api/v2/rum?ddsource=browser&ddtags=sdk_version%3A4.«n1».0%2Cenv%3Aproduction%2Cservice%3A«word»&dd-api-key=pub«hex(32)»&dd-evp-origin=browser&dd-request-id=«uuid»&batch_time=«tsms» ¦ text/plain;charset=UTF-8 ¦ {"_dd":{"format_version":2,"drift":0,"session":{"plan":2}},"application":{"id":"«uuid»"},"date":«tsms»,"service":"«word»","source":"browser","session":{"id":"«uuid»","type":"user"},"view":{"id":"«uuid»","url":"«url»","referrer":"«url»","loading_type":"route_change","action":{"count":«n1»}},"type":"view"}«nl»{"action":{"id":"«uuid»","type":"click","target":{"name":"«words»"}},"type":"action"}
  bam.nr-data.net ¦ /1/NRJS-«hex(19)»?a=«digit(9)»&sa=1&v=1.«n1».0&t=Unnamed%20Transaction&rst=«num»&ck=0&s=«hex(16)»&ref=«url|q»&be=«num»&fe=«num»&dc=«num»&perf=%7B%22timing%22:%7B%22of%22:«tsms»,%22n%22:0,%22f%22:«n1»,%22dn%22:«n1»%7D,%22navigation%22:%7B%7D%7D&fp=«num»&at=%22«token(20)»%22&jsonp=NREUM.setToken
  bam.nr-data.net ¦ /events/1/NRJS-«hex(19)»?a=«digit(9)»&sa=1&v=1.«n1».0&ref=«url|q» ¦ text/plain ¦ bel.7;1,,«lower(2)»,«lower(3)»,,,'load,'«hex(16)»;5,'«word»,'«url»
  in.hotjar.com ¦ /api/v2/client/sites/«num»/visit-data?sv=7 ¦ text/plain; charset=UTF-8 ¦ {"window_width":1519,"window_height":722,"url":"«url»","session_id":"«uuid»","r":"«url»"}
  u.clarity.ms ¦ /collect ¦ application/x-clarity-gzip ¦ {"e":["0.7.«n1»",«n1»,«num»,«num»,"«lowdigit(10)»","«lowdigit(7)»","«lowdigit(6)»",1,1,1,0],"a":[[«num»,4,1,1519,722],[«num»,5,«n1»,null,"html",{"lang":"en"},"*M"],[«num»,0,"«url»"]],"p":[]}
  trc.taboola.com ¦ /«word»/log/3/unip?en=page_view&item-url=«url|q»&tim=«tsms»&ui=«uuid»-tuct«hex(7)»&ref=«url|q»&cv=20240«n1»«n1»-«n1»-RELEASE
  widgets.outbrain.com ¦ /nanoWidget/3rd/comscore/comScore.js?ts=«num»&url=«url|q»
  sslwidget.criteo.com ¦ /event?a=«num»&v=5.«n1».1&p0=e%3Dexd%26site_type%3Dd&p1=e%3Dvp%26p%3D«num»&p2=e%3Ddis&adce=1&bundle=«token(60)»&tld=«label».«tld»&fu=«url|q|q»&ceid=«uuid»&dtycbr=«digit(5)»
  sb.scorecardresearch.com ¦ /b?c1=2&c2=«digit(8)»&cs_it=b3&cv=4.0.0&ns__t=«tsms»&ns_c=UTF-8&c7=«url|q»&c8=«words|q»&c9=«url|q»
  secure-us.imrworldwide.com ¦ /cgi-bin/m?rnd=«tsms»&ci=«word»-ca&cg=0&sr=1920x1080&cd=24&lg=«lang»&je=n&ck=y&tz=1&si=«url|q»&rp=«url|q»
  pixel.quantserve.com ¦ /pixel;r=«digit(9)»;labels=«word».«word»;rf=0;a=p-«token(13)»;url=«url|q»;uht=2;fpan=0;fpa=P0-«digit(9)»-«tsms»;ns=0;ce=1;qjs=1;qv=«hex(8)»;cm=;gdpr=1;gdpr_consent=CP«token(60)»;ref=«url|q»;d=«site»;dst=1;et=«tsms»;tzo=-60;ogl=title.«words|q»%2Cimage.«url|q»
  ib.adnxs.com ¦ /getuid?https%3A%2F%2Fsync.«label».com%2Fpixel%3Fpartner%3D«num»%26uid%3D%24UID
  cm.g.doubleclick.net ¦ /pixel?google_nid=«word»&google_cm&google_sc&google_hm=«alnum(20)»%3D&redir=«url|q»
  match.adsrvr.org ¦ /track/cmf/generic?ttd_pid=«word»&ttd_tpi=1&gdpr=1&gdpr_consent=CP«token(60)»&us_privacy=1YN-&redir=«url|q»
  sync.«label».com ¦ /usersync?uid=${UID}&gdpr=${GDPR}&gdpr_consent=${GDPR_CONSENT_«num»}&r=«url|q»
  prebid.«label».com ¦ /openrtb2/auction ¦ text/plain ¦ {"id":"«uuid»","imp":[{"id":"«hex(15)»","banner":{"format":[{"w":300,"h":250},{"w":320,"h":50}],"pos":1},"ext":{"«word»":{"placementId":«num»}},"tagid":"/«digit(8)»/«word»/«word»","bidfloor":0.«digit(2)»}],"site":{"page":"«url»","domain":"«site»","ref":"«url»","publisher":{"id":"«num»"}},"device":{"ua":"«ua_chrome»","language":"«lang»","dnt":0},"regs":{"ext":{"gdpr":1,"us_privacy":"1---"}},"user":{"ext":{"consent":"CP«token(80)»"}},"cur":["«currency»"],"tmax":1000}
  www.google.com ¦ /gen_204?s=web&t=aft&atyp=csi&ei=«token(22)»&rt=wsrt.«num»,aft.«num»,afti.«num»,cbt.«num»,prt.«num»&wh=722&imn=«n1»&ima=«n1»&opi=«digit(8)»&cad=&nt=navigate&hl=«lang»
  www.google.com ¦ /complete/search?q=«searchword|q»&cp=«n1»&client=gws-wiz-serp&xssi=t&gs_pcrt=2&hl=«lang»&authuser=0&psi=«token(22)».«tsms»&dpr=1.25
  www.google.com ¦ /recaptcha/api2/reload?k=6L«token(38)» ¦ application/x-protobuffer ¦ «token(400)»
  www.google.com ¦ /recaptcha/api2/anchor?ar=1&k=6L«token(38)»&co=«url|b64url».&hl=«lang»&v=«token(24)»&size=invisible&cb=«lowdigit(12)»
  www.googletagmanager.com ¦ /gtm.js?id=GTM-«upper(7)»&l=dataLayer&gtm_auth=«token(22)»&gtm_preview=env-«n1»&gtm_cookies_win=x
  www.youtube.com ¦ /api/stats/qoe?fmt=«num»&afmt=251&cpn=«token(16)»&el=detailpage&ns=yt&fexp=v1%2C«digit(8)»%2C«num»%2C«num»&cl=«digit(9)»&seq=1&docid=«token(11)»&ei=«token(22)»&event=streamingstats&plid=AA«token(14)»&cbr=Chrome&cbrver=«version».0.0.0&c=WEB&cver=2.20240«n1»«n1».00.00&cplayer=UNIPLAYER&cos=Windows&cosver=10.0&vps=0.000:N,0.«n1»:B,«n1».«num»:PL&bwm=0.«n1»:«num»:0.012&bh=0.000:0.000&view=0.000:1280:720
  www.youtube.com ¦ /youtubei/v1/log_event?alt=json ¦ application/json ¦ {"context":{"client":{"hl":"«lang»","clientName":1,"clientVersion":"2.20240101.00.00","configInfo":{"appInstallData":"«alnum(80)»%3D%3D"}}},"events":[{"eventTimeMs":«tsms»,"foregroundHeartbeat":{"clientDocumentNonce":"«token(16)»"}}],"requestTimeMs":«tsms»}
  play.google.com ¦ /log?format=json&hasfast=true&authuser=0 ¦ application/x-www-form-urlencoded;charset=UTF-8 ¦ [[1,null,null,null,null,null,null,null,null,null,[null,null,null,null,"«lang»"]],«num»,[["«tsms»",null,[],null,null,null,null,"[[[\"«digit(13)»\",null,[«n1»,«num»]]],«n1»]",null,null,null,null,null,null,-7200]],"«tsms»",[]]
  - ¦ /cdn-cgi/rum? ¦ application/json ¦ {"memory":{"totalJSHeapSize":«num»},"resources":[],"referrer":"«url»","documentWriteIntervention":false,"eventType":1,"firstPaint":«dec»,"pageloadId":"«uuid»","startTime":«tsms».«n1»,"siteToken":"«hex(32)»","location":"«url»","timingsV2":{"nextHopProtocol":"h2"},"lcp":{"value":«num»,"element":"div.«word»>img[alt=\"\"]"}}
  - ¦ /csp-report ¦ application/csp-report ¦ {"csp-report":{"document-uri":"«url»","referrer":"«url»","violated-directive":"script-src-elem","effective-directive":"script-src-elem","original-policy":"default-src 'self' https: data: 'unsafe-inline' 'unsafe-eval'; script-src 'self' 'nonce-«token(22)»' https://www.googletagmanager.com; report-uri /csp-report","disposition":"report","blocked-uri":"inline","line-number":«n1»,"source-file":"«url»","status-code":200,"script-sample":""}}
  - ¦ /_/csp?endpoint=default ¦ application/reports+json ¦ [{"age":«num»,"body":{"blockedURL":"eval","disposition":"enforce","documentURL":"«url»","effectiveDirective":"script-src","originalPolicy":"script-src 'strict-dynamic' 'nonce-«token(22)»' 'unsafe-inline' http: https:; object-src 'none'; base-uri 'self'","sample":"function(){var «lower»=window."},"type":"csp-violation","url":"«url»","user_agent":"«ua_chrome»"}]
  a.nel.cloudflare.com ¦ /report/v4?s=«token(80)»%3D ¦ application/reports+json ¦ [{"age":«num»,"body":{"elapsed_time":«num»,"method":"GET","phase":"application","protocol":"h2","referrer":"«url»","sampling_fraction":1.0,"server_ip":"«ip»","status_code":404,"type":"http.error"},"type":"network-error","url":"«url»","user_agent":"«ua_chrome»"}]
  - ¦ /piwik.php ¦ application/x-www-form-urlencoded; charset=UTF-8 ¦ action_name=«words|q»&idsite=«n1»&rec=1&url=«url|q»&e_c=«word»&e_a=«word»&e_n=«sentence|q»
  - ¦ /log?data=«jsonvalue|q»&_=«tsms»
  - ¦ /log?data=«jsonvalue|b64»
  - ¦ /pixel.gif?e=«word»&u=«url|q»&r=«url|q»&t=«tsms»&p=«jsonvalue|q»
  - ¦ /track?event=«word»:«word»&props=«jsonvalue|q»&url=«url»
  - ¦ /track?d=«jsonvalue|b64url»&sig=«hex(40)»
  - ¦ /events ¦ application/json ¦ [{"name":"«word».«word»","ts":«tsms»,"data":{"html":"<button class=\"btn\">«words»</button>","xpath":"/html/body/div[«n1»]/main/section[2]/a","selector":"body > div.«word»:nth-child(«n1») > a[href='/«word»']","text":"«sentence|js»"}}]
  - ¦ /error ¦ application/json ¦ {"message":"«code|js»","file":"«url»","line":«num»,"ua":"«ua_firefox»"}
  - ¦ /collect?v=1&t=event&ec=Outbound&ea=click&el=javascript%3Avoid(0)&dl=«url|q»
  - ¦ /collect?v=1&t=event&ec=«word»&ea=click&el=%23«word»%20%3E%20li%3Anth-child(«n1»)%20%3E%20a&dl=«url|q»
  - ¦ /e ¦ text/plain ¦ {"event":"$autocapture","properties":{"$elements":[{"tag_name":"a","classes":["btn"],"attr__href":"javascript:void(0);","nth_child":1,"$el_text":"«words»"}],"$current_url":"«url»"}}
  - ¦ /«word»?«trackname»=«url|q»&«trackname»=«url|q»&_=«tsms»
  - ¦ /«word»/«word»?«pair»&«trackname»=«url|q»&«pair»
  - ¦ /«word».gif?«trackname»=«url»&«pair»
  ads.«label:m».«tld:m» ¦ /click?«pair»&adurl=«url|q»
  ads.«label:m».«tld:m» ¦ /«word»?«pair»&redir=«url|q»&«pair»
  - ¦ /jserror?msg=«code|q»&url=«url|q»&line=«num»&col=«n1»
buttonfeatures:
  {"classList":"","destination":"«url»","id":"","imageUrl":"","innerText":"«words»","numChildButtons":0,"tag":"a","type":null,"name":"","value":""}
  {"classList":"btn btn-primary «word»__«word» js-«word»","destination":"","id":"«word»-«num»","imageUrl":"https://«site»/img/«file»","innerText":"«foreign|js»\n«words»","numChildButtons":«n1»,"tag":"button","type":"submit","name":"","value":""}
  {"classList":"","destination":"https://«site»«path»","id":"","imageUrl":"url(\"https://«site»/«file»\")","innerText":"«sentence|js»","numChildButtons":0,"tag":"a"}
formfeatures:
  []
  [{"id":"«word»","name":"«word»","tag":"input","placeholder":"«words»","inputType":"text"},{"id":"","name":"«word»[]","tag":"select","inputType":"select-one"}]
pagefeatures:
  {"title":"«words» | «word|title»"}
  {"title":"«sentence|js»","meta:description":"«prose|js»","meta:keywords":"«word», «word», «word»"}
opengraph:
  {"og:title":"«words»","og:type":"website","og:url":"«url»","og:image":"https://«site»/img/«file»","og:site_name":"«word|title»","og:description":"«sentence|js»"}
jsonld:
  [{"@context":"https://schema.org","@type":"Organization","url":"«url»","logo":"https://«site»/«file»","sameAs":["«url»"]}]
  [{"@context":"http://schema.org/","@type":"Product","name":"«words»","image":["https://«site»/«file»"],"description":"«sentence|js»","sku":"«num»","offers":{"@type":"Offer","priceCurrency":"«currency»","price":"«num».99","availability":"http://schema.org/InStock"}}]
amplitude:
  [{"device_id":"«token(22)»","user_id":null,"timestamp":«tsms»,"event_id":«n1»,"session_id":«tsms»,"event_type":"«word» «word»","version_name":null,"platform":"Web","os_name":"Chrome","os_version":"«version»","device_model":"Windows","language":"«locale»","event_properties":{"page":"«url»","label":"«sentence|js»"},"user_properties":{},"uuid":"«uuid»","library":{"name":"amplitude-js","version":"8.«n1».0"}}]
  {"event":"$mp_web_page_view","properties":{"$os":"Windows","$browser":"Chrome","$current_url":"«url»","$initial_referrer":"$direct","token":"«hex(32)»","distinct_id":"$device:«uuid»","mp_lib":"web"}}
"""
