/**
 * Words that tell languages and attacks apart, as in `vocabulary.py`; the groups in its order.
 *
 * Every other word is just a word to the shapes. A change here changes the features.
 */
export const GROUPS: Readonly<Record<string, string>> = {
  sql: `
    select union insert update delete drop create alter table from where and or not null like
    rlike regexp having group order by limit offset into outfile dumpfile values exec execute
    declare cast convert char chr ascii concat concat_ws substring substr mid length sleep
    benchmark waitfor delay pg_sleep information_schema sysobjects xp_cmdshell version database
    user schema if case when then else end as is in between exists all any count load_file
    extractvalue updatexml make_set elt row dual sysdate rownum varchar int set truncate begin
    true false xor div master`,
  javascript: `
    script alert prompt confirm eval function document window location cookie innerhtml write
    fromcharcode settimeout setinterval string constructor prototype __proto__ onerror onload
    onclick onmouseover onfocus onmouseenter onanimationstart ontoggle onstart oninput onchange
    javascript vbscript livescript expression src href this top self parent var let const new
    return typeof fetch import require process mainmodule child_process execsync spawn global atob
    btoa unescape`,
  html: `
    iframe img svg body input form object embed applet meta link style base marquee video audio
    details math table div span a p br li ul td tr h1 button textarea select isindex bgsound
    frameset xml html head title formaction background srcdoc autofocus`,
  shell: `
    cat ls id whoami uname pwd echo wget curl nc netcat bash sh zsh ksh cmd powershell ping
    nslookup dig ifconfig ipconfig netstat ps kill chmod chown rm mv cp touch sleep perl python
    ruby php node grep awk sed tail head more less type dir net systeminfo telnet ftp tftp scp ssh
    sudo su env printenv set find xargs tee printf base64 which dev tcp null exe system passthru
    popen shell_exec proc_open`,
  files: `
    etc passwd shadow hosts group issue proc self environ fd var log www htdocs boot ini win
    windows system32 winnt inetpub web inf conf htaccess htpasswd config bin usr tmp root home ssh
    id_rsa git svn env bashrc bash_history access error apache2 httpd sam repair drivers`,
  java: `
    java lang runtime getruntime processbuilder class classloader forname getclass getmethod
    invoke org apache struts2 ognl memberaccess xwork xwork2 spring springframework javax script
    scriptengine jndi ldap rmi dns ldaps iiop corba nis java_serialised lookup lower upper env sys
    context request response session exec getinputstream reader`,
  php: `
    php phpinfo include require include_once require_once assert preg_replace base64_decode
    base64_encode file_get_contents fopen fwrite readfile gzinflate str_rot13 allow_url_include
    auto_prepend_file filter convert resource input data expect phar zip glob compress zlib
    print_r var_dump __destruct __wakeup o a s i b`,
  template: `
    config self request application lipsum cycler joiner namespace __class__ __mro__
    __subclasses__ __globals__ __builtins__ __init__ __import__ os popen read range foreach
    freemarker template utility execute smarty twig jinja erb dump`,
  markup: `
    doctype entity element system public xmlns xi xsl stylesheet cdata any soap envelope value of
    schema`,
  query: `
    ne eq gt gte lt lte nin regex where exists type mod all size elemmatch function objectclass
    uid cn mail userpassword admin member position name text count node child parent ancestor
    comment`,
  url: `
    http https ftp file gopher dict ldap tftp sftp jar netdoc mailto data blob localhost metadata
    google internal latest meta iam security credentials computemetadata com net org evil attacker
    burpcollaborator interact oast`,
  header: `
    content length location set cookie host transfer encoding chunked http x forwarded for user
    agent referer bcc cc subject to from mime boundary`,
  ssi: `
    exec cmd include virtual echo printenv config errmsg fsize flastmod date_local`,
};
