using GridCity.Rpc.Wire;

namespace GridCity.Rpc.Tests;

/// <summary>The small languages inside of headers.</summary>
public sealed class WireTextTests
{
    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("3S", 3_000)]
    [InlineData("99999999m", 99_999_999)]
    [InlineData("5000u", 5)]
    [InlineData("1000000n", 1)]
    public void A_timeout_is_read_in_every_unit(string text, double milliseconds)
    {
        Assert.True(GrpcTimeout.TryParse(text, out var timeout));
        Assert.Equal(milliseconds, timeout.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("m")]
    [InlineData("5x")]
    [InlineData("+5m")]
    [InlineData(" 5m")]
    [InlineData("100000000m")]
    public void A_malformed_timeout_is_told(string text) => Assert.False(GrpcTimeout.TryParse(text, out _));

    [Theory]
    [InlineData(-5, "1u")]
    [InlineData(0.0001, "1u")]
    [InlineData(1, "1000u")]
    [InlineData(99_999.999, "99999999u")]
    [InlineData(100_000, "100000m")]
    [InlineData(99_999_999_000.0, "99999999S")]
    [InlineData(99_999_999_001.0, "1666667M")]
    public void A_timeout_is_written_in_at_most_eight_digits_and_never_shortened(double milliseconds, string text) =>
        Assert.Equal(text, GrpcTimeout.Format(TimeSpan.FromMicroseconds(milliseconds * 1_000)));

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100%", "100%25")]
    [InlineData("立案", "%E7%AB%8B%E6%A1%88")]
    [InlineData("\r\n", "%0D%0A")]
    public void A_message_is_percent_encoded(string text, string encoded)
    {
        Assert.Equal(encoded, PercentEncoding.Encode(text));
        Assert.Equal(text, PercentEncoding.Decode(encoded));
    }

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    public void A_broken_escape_is_kept_as_it_came(string encoded, string text) =>
        Assert.Equal(text, PercentEncoding.Decode(encoded));

    [Theory]
    [InlineData("17", StatusCode.Unknown)]
    [InlineData("x", StatusCode.Unknown)]
    [InlineData("16", StatusCode.Unauthenticated)]
    [InlineData("0", StatusCode.OK)]
    public void A_status_number_that_is_not_known_is_unknown(string text, StatusCode code) =>
        Assert.Equal(code, StatusLine.Parse(text));
}
