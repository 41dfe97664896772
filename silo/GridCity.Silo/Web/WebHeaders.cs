namespace GridCity.Silo.Web;

/// <summary>What a browser is told besides the page: nothing inline, nothing of another host, no frame around it.</summary>
internal sealed class WebHeaders
{
    private const string Permissions =
        "camera=(self), geolocation=(self), accelerometer=(self), gyroscope=(self), magnetometer=(self), "
        + "microphone=(), payment=(), usb=(), serial=(), bluetooth=()";

    private const string Transport = "max-age=31536000";

    private readonly string _policy;

    /// <param name="mapOrigins">Origins of the base map that the operator has set; none for the city's own areas alone.</param>
    public WebHeaders(IReadOnlyList<string> mapOrigins)
    {
        var maps = string.Concat(mapOrigins.Select(origin => " " + origin));
        // Photos before they are sent and MapLibre's worker are blobs; icons in style sheets are data.
        _policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; manifest-src 'self'; "
            + $"img-src 'self' data: blob:{maps}; connect-src 'self'{maps}; worker-src 'self' blob:; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
    }

    public void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (http.Request.IsHttps) headers.StrictTransportSecurity = Transport;
    }
}
