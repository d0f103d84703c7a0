/* SPDX-License-Identifier: MIT */
#include "core/curl_code.h"

#include <errno.h>
#include <stddef.h>

/* Of other protocols and of options that are not used: never given for a GET over HTTP/1.1, and nothing that
   passes. */
static const char foreign[] = "curl reports what has nothing to do with HTTP";

/* Not given by any curl that is still in use. */
static const char obsolete[] = "curl reports what it no longer knows";

static const struct curl_code codes[] = {
    [CURLE_OK] = {"no error", 0, false},

    /* The address: it is the same the next time. */
    [CURLE_UNSUPPORTED_PROTOCOL] = {"neither an http nor an https address", -EPROTO, false},
    [CURLE_URL_MALFORMAT] = {"the address is malformed", -EPROTO, false},

    /* The way there: names, routes and servers come back. */
    [CURLE_COULDNT_RESOLVE_PROXY] = {"the proxy's name is not known now", -EIO, false},
    [CURLE_COULDNT_RESOLVE_HOST] = {"the host's name is not known now", -EIO, false},
    [CURLE_COULDNT_CONNECT] = {"cannot connect", -ECONNREFUSED, false},
    [CURLE_PROXY] = {"the proxy does not connect", -EIO, false},
    [CURLE_NO_CONNECTION_AVAILABLE] = {"no connection is free", -EIO, false},
    [CURLE_OPERATION_TIMEDOUT] = {"took too long", -ETIMEDOUT, false},

    /* The connection: broken now, not for ever. */
    [CURLE_PARTIAL_FILE] = {"the body ends early", -EIO, false},
    [CURLE_GOT_NOTHING] = {"the connection was closed without an answer", -EIO, false},
    [CURLE_SEND_ERROR] = {"the connection broke", -EIO, false},
    [CURLE_RECV_ERROR] = {"no whole answer came", -EIO, false},
    [CURLE_SEND_FAIL_REWIND] = {"the connection broke", -EIO, false},
    [CURLE_AGAIN] = {"the connection was not ready", -EIO, false},
    [CURLE_UNRECOVERABLE_POLL] = {"the connection cannot be waited for", -EIO, false},

    /* The answer: what a server, or a proxy before it, says while it starts, ends or is overloaded. */
    [CURLE_WEIRD_SERVER_REPLY] = {"the answer is not valid HTTP", -EIO, false},
    [CURLE_HTTP2] = {"the answer is not valid HTTP", -EIO, false},
    [CURLE_HTTP2_STREAM] = {"the answer is not valid HTTP", -EIO, false},
    [CURLE_HTTP3] = {"the answer is not valid HTTP", -EIO, false},
    [CURLE_QUIC_CONNECT_ERROR] = {"cannot connect", -EIO, false},
    [CURLE_BAD_CONTENT_ENCODING] = {"the body cannot be unpacked", -EBADMSG, false},
    [CURLE_WRITE_ERROR] = {"the body cannot be unpacked", -EBADMSG, true}, /* ours set a reason themselves */
    [CURLE_TOO_MANY_REDIRECTS] = {"too many redirects", -ELOOP, false},
    [CURLE_FILESIZE_EXCEEDED] = {"the body is too large", -EFBIG, false},
    [CURLE_HTTP_RETURNED_ERROR] = {"the server reports an error", -EREMOTEIO, false},

    /* TLS: a handshake can break off like any exchange; what does not fit each other will not next time. */
    [CURLE_SSL_CONNECT_ERROR] = {"no TLS connection came about", -EIO, false},
    [CURLE_SSL_SHUTDOWN_FAILED] = {"the TLS connection did not end well", -EIO, false},
    [CURLE_PEER_FAILED_VERIFICATION] = {"the server's certificate is not trusted", -EPROTO, false},
    [CURLE_SSL_ISSUER_ERROR] = {"the server's certificate is not trusted", -EPROTO, false},
    [CURLE_SSL_PINNEDPUBKEYNOTMATCH] = {"the server's certificate is not trusted", -EPROTO, false},
    [CURLE_SSL_INVALIDCERTSTATUS] = {"the server's certificate is not trusted", -EPROTO, false},
    [CURLE_SSL_CLIENTCERT] = {"the server wants a certificate from us", -EPROTO, false},
    [CURLE_SSL_CACERT_BADFILE] = {"the certificates to trust cannot be read", -EPROTO, false},
    [CURLE_SSL_CRL_BADFILE] = {"the revoked certificates cannot be read", -EPROTO, false},
    [CURLE_SSL_CERTPROBLEM] = {"our own certificate cannot be used", -EPROTO, false},
    [CURLE_SSL_CIPHER] = {"there is no cipher in common", -EPROTO, false},
    [CURLE_USE_SSL_FAILED] = {"the server has no TLS", -EPROTO, false},
    [CURLE_SSL_ENGINE_NOTFOUND] = {"curl's TLS does not work here", -ENOTSUP, false},
    [CURLE_SSL_ENGINE_SETFAILED] = {"curl's TLS does not work here", -ENOTSUP, false},
    [CURLE_SSL_ENGINE_INITFAILED] = {"curl's TLS does not work here", -ENOTSUP, false},

    /* This process: no server can help it. */
    [CURLE_OUT_OF_MEMORY] = {"out of memory", -ENOMEM, true},
    [CURLE_ABORTED_BY_CALLBACK] = {"the program is to end", -ECANCELED, true},
    [CURLE_FAILED_INIT] = {"curl does not work here", -ENOTSUP, false},
    [CURLE_NOT_BUILT_IN] = {"curl was built without what this needs", -ENOTSUP, false},
    [CURLE_FUNCTION_NOT_FOUND] = {"curl was built without what this needs", -ENOTSUP, false},
    [CURLE_BAD_FUNCTION_ARGUMENT] = {"curl was used wrongly", -ENOTSUP, false},
    [CURLE_UNKNOWN_OPTION] = {"curl was used wrongly", -ENOTSUP, false},
    [CURLE_SETOPT_OPTION_SYNTAX] = {"curl was used wrongly", -ENOTSUP, false},
    [CURLE_RECURSIVE_API_CALL] = {"curl was used wrongly", -ENOTSUP, false},
    [CURLE_INTERFACE_FAILED] = {"curl was used wrongly", -ENOTSUP, false},

    /* Logging in: not attempted, so refused each time. */
    [CURLE_LOGIN_DENIED] = {"the server wants a login", -EPROTO, false},
    [CURLE_AUTH_ERROR] = {"the server wants a login", -EPROTO, false},
    [CURLE_REMOTE_ACCESS_DENIED] = {"the server denies access", -EPROTO, false},

    [CURLE_FTP_ACCEPT_FAILED] = {foreign, -ENOTSUP, false},
    [CURLE_FTP_WEIRD_PASS_REPLY] = {foreign, -ENOTSUP, false},
    [CURLE_FTP_ACCEPT_TIMEOUT] = {foreign, -ENOTSUP, false},
    [CURLE_FTP_WEIRD_PASV_REPLY] = {foreign, -ENOTSUP, false},
    [CURLE_FTP_WEIRD_227_FORMAT] = {foreign, -ENOTSUP, false},
    [CURLE_FTP_CANT_GET_HOST] = {foreign, -ENOTSUP, false},
    [CURLE_FTP_COULDNT_SET_TYPE] = {foreign, -ENOTSUP, false},
    [CURLE_FTP_COULDNT_RETR_FILE] = {foreign, -ENOTSUP, false},
    [CURLE_QUOTE_ERROR] = {foreign, -ENOTSUP, false},
    [CURLE_UPLOAD_FAILED] = {foreign, -ENOTSUP, false},
    [CURLE_READ_ERROR] = {foreign, -ENOTSUP, false},
    [CURLE_FTP_PORT_FAILED] = {foreign, -ENOTSUP, false},
    [CURLE_FTP_COULDNT_USE_REST] = {foreign, -ENOTSUP, false},
    [CURLE_RANGE_ERROR] = {foreign, -ENOTSUP, false},
    [CURLE_HTTP_POST_ERROR] = {foreign, -ENOTSUP, false},
    [CURLE_BAD_DOWNLOAD_RESUME] = {foreign, -ENOTSUP, false},
    [CURLE_FILE_COULDNT_READ_FILE] = {foreign, -ENOTSUP, false},
    [CURLE_LDAP_CANNOT_BIND] = {foreign, -ENOTSUP, false},
    [CURLE_LDAP_SEARCH_FAILED] = {foreign, -ENOTSUP, false},
    [CURLE_TFTP_NOTFOUND] = {foreign, -ENOTSUP, false},
    [CURLE_TFTP_PERM] = {foreign, -ENOTSUP, false},
    [CURLE_REMOTE_DISK_FULL] = {foreign, -ENOTSUP, false},
    [CURLE_TFTP_ILLEGAL] = {foreign, -ENOTSUP, false},
    [CURLE_TFTP_UNKNOWNID] = {foreign, -ENOTSUP, false},
    [CURLE_REMOTE_FILE_EXISTS] = {foreign, -ENOTSUP, false},
    [CURLE_TFTP_NOSUCHUSER] = {foreign, -ENOTSUP, false},
    [CURLE_REMOTE_FILE_NOT_FOUND] = {foreign, -ENOTSUP, false},
    [CURLE_SSH] = {foreign, -ENOTSUP, false},
    [CURLE_FTP_PRET_FAILED] = {foreign, -ENOTSUP, false},
    [CURLE_RTSP_CSEQ_ERROR] = {foreign, -ENOTSUP, false},
    [CURLE_RTSP_SESSION_ERROR] = {foreign, -ENOTSUP, false},
    [CURLE_FTP_BAD_FILE_LIST] = {foreign, -ENOTSUP, false},
    [CURLE_CHUNK_FAILED] = {foreign, -ENOTSUP, false},

    [CURLE_OBSOLETE20] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE24] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE29] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE32] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE40] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE44] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE46] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE50] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE51] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE57] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE62] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE75] = {obsolete, -ENOTSUP, false},
    [CURLE_OBSOLETE76] = {obsolete, -ENOTSUP, false},

    /* By number, as the header of an older curl does not name them. */
    [100] = {"the header of the answer is too large", -EIO, false}, /* CURLE_TOO_LARGE, 8.6 */
    [101] = {"the server has no encrypted hello", -EPROTO, false},  /* CURLE_ECH_REQUIRED, 8.8 */
};

/* A line of the header that is longer than 100 kB is reported as CURLE_OUT_OF_MEMORY before curl 8.6, an
   answer that is no HTTP, or of an unknown version, as CURLE_UNSUPPORTED_PROTOCOL. */
static const struct curl_code answers[] = {
    [CURLE_UNSUPPORTED_PROTOCOL] = {"the answer is not valid HTTP", -EIO, false},
    [CURLE_URL_MALFORMAT] = {"redirected to a malformed address", -EIO, false},
    [CURLE_OUT_OF_MEMORY] = {"the header of the answer is too large", -EIO, true},
};

const struct curl_code *curl_code_find(CURLcode code, bool of_answer)
{
    static const struct curl_code unknown = {"curl reports what is new to this program", -EIO, false};
    size_t i = (size_t)code;
    if (of_answer && i < sizeof answers / sizeof *answers && answers[i].words)
        return &answers[i];
    return i < sizeof codes / sizeof *codes && codes[i].words ? &codes[i] : &unknown;
}
