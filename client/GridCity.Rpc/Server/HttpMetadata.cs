using Microsoft.AspNetCore.Http;

namespace GridCity.Rpc.Server;

/// <summary>Metadata out of a request's headers.</summary>
internal static class HttpMetadata
{
    public static RpcMetadata Read(IHeaderDictionary headers)
    {
        var metadata = new RpcMetadata();
        foreach (var (name, values) in headers)
            foreach (var value in values)
                metadata.AddFromWire(name, value ?? "");
        return metadata;
    }

    /// <summary>The last value under a name, or null.</summary>
    public static string? Find(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) && values.Count > 0 ? values[^1] : null;
}
