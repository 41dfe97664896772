namespace GridCity.Rpc.Wire;

/// <summary>The message encodings of <c>grpc-encoding</c> that this layer knows.</summary>
internal enum RpcEncoding
{
    Identity,
    Gzip,

    /// <summary>A name that is not known: messages that are not compressed can still be read.</summary>
    Unknown,
}

/// <summary>Names of encodings, as in <c>grpc-encoding</c> and <c>grpc-accept-encoding</c>.</summary>
internal static class RpcEncodings
{
    public const string Accepted = "identity,gzip";
    public const string Gzip = "gzip";

    public static RpcEncoding Parse(string? name) => name switch
    {
        null or "" or "identity" => RpcEncoding.Identity,
        Gzip => RpcEncoding.Gzip,
        _ => RpcEncoding.Unknown,
    };

    /// <summary>Whether a list such as <c>identity,deflate,gzip</c> holds gzip.</summary>
    public static bool AcceptGzip(string? names)
    {
        var list = names.AsSpan();
        foreach (var part in list.Split(','))
            if (list[part].Trim().SequenceEqual(Gzip))
                return true;
        return false;
    }
}
