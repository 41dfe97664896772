using System.Text;
using GridCity.Silo.Access.Sessions;

namespace GridCity.Silo.Tests.Access;

/// <summary>Time-based codes as RFC 6238 has them.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>Appendix B of the RFC, which has two digits more in front.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long second, string code) =>
        Assert.Equal(code, Totp.CodeAt(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(second))));

    [Fact]
    public void A_code_of_the_step_before_or_after_holds_and_no_other()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111111);
        var step = Totp.StepAt(now);

        Assert.Equal([step - 1, step, step + 1], new[] { -1, 0, 1 }.Select(apart => Totp.Match(Secret, Totp.CodeAt(Secret, step + apart), now)));
        Assert.Null(Totp.Match(Secret, Totp.CodeAt(Secret, step + 2), now));
        Assert.Null(Totp.Match(Secret, Totp.CodeAt(Secret, step - 2), now));
        Assert.Null(Totp.Match(Secret, "", now));
    }

    [Fact]
    public void The_secret_is_read_as_it_is_shown()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Text(Secret));
        Assert.Equal(Secret, Totp.Parse("gezd gnbv gy3t qojq gezd gnbv gy3t qojq"));
        Assert.Null(Totp.Parse("not base32!"));
        Assert.Contains("otpauth://totp/GridCity:li%20%3F?secret=GEZD", Totp.Uri(Secret, "li ?"), StringComparison.Ordinal);
    }
}
