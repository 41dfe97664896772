namespace GridCity.Silo.Web;

/// <summary>
/// The web client's pages: each entry is a page that finds its own way below its address, everything else a file of the
/// build. It answers what no method of the API does.
/// </summary>
internal sealed class WebPages(WebFolder folder, WebHeaders headers)
{
    /// <summary>Files below it have the hash of their content in their names: whoever has one has it for good.</summary>
    private const string HashedFiles = "/assets/";

    private const string ForEver = "public, max-age=31536000, immutable";

    private static readonly string[] Entries = ["/desk", "/cockpit", "/field", "/report"];

    private const string Missing =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>GridCity</title></head><body>
        <h1>GridCity is running, without its web pages</h1>
        <p>The web client has not been built. On a machine with Node and npm run <code>ops/run</code> again, which builds it;
        or run <code>npm ci</code> and <code>npm run build</code> in <code>client/web</code> and start the silo with
        <code>--web client/web/dist</code>. gRPC, HTTP/JSON and the command line work without it.</p>
        <p lang="zh">GridCity 正在运行，但网页尚未构建。请在装有 Node 和 npm 的机器上重新运行 <code>ops/run</code>，或在 <code>client/web</code> 中运行
        <code>npm ci</code> 与 <code>npm run build</code>，再以 <code>--web client/web/dist</code> 启动。</p>
        </body></html>
        """;

    /// <returns>False when the request is for something else.</returns>
    public async Task<bool> TryAnswerAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)) return false;
        var path = http.Request.Path.Value is { Length: > 0 } asked ? asked : "/";
        var entry = path == "/" ? "" : Entries.FirstOrDefault(one => path == one || path.StartsWith(one + "/", StringComparison.Ordinal));
        if (folder.Find(path) is { } file) await SendAsync(http, file, path.StartsWith(HashedFiles, StringComparison.Ordinal));
        else if (entry is null || path.StartsWith(HashedFiles, StringComparison.Ordinal)) return false;
        else if (folder.Page(entry) is { } page) await SendAsync(http, page, isHashed: false);
        else await SendMissingAsync(http);
        return true;
    }

    private async Task SendAsync(HttpContext http, WebFile file, bool isHashed)
    {
        headers.Set(http);
        http.Response.Headers.ETag = file.Tag;
        http.Response.Headers.CacheControl = isHashed ? ForEver : "no-cache";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(file.Tag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (bytes, encoding) = file.For(http.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null) http.Response.Headers.ContentEncoding = encoding;
        await WriteAsync(http, file.Type, bytes);
    }

    private async Task SendMissingAsync(HttpContext http)
    {
        headers.Set(http);
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.CacheControl = "no-store";
        await WriteAsync(http, "text/html; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(Missing));
    }

    private static async Task WriteAsync(HttpContext http, string type, byte[] bytes)
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
