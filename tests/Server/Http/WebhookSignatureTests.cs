using System.Text;
using Cairn.Protocol.Webhooks;

namespace Cairn.Tests.Server.Http;

public sealed class WebhookSignatureTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void A_signature_of_github_is_that_of_its_documentation()
    {
        var signature = new WebhookSignature(WebhookScheme.GitHub, ["It's a Secret to Everybody"]);
        const string Expected = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        Assert.Null(WhyNot(signature, "Hello, World!", ("X-Hub-Signature-256", Expected)));
        Assert.Null(WhyNot(signature, "Hello, World!", ("X-Hub-Signature-256", Expected.ToUpperInvariant())));
        Assert.NotNull(WhyNot(signature, "Hello, World", ("X-Hub-Signature-256", Expected)));
        Assert.Equal("it has no header X-Hub-Signature-256", WhyNot(signature, "Hello, World!"));
    }

    [Theory]
    [InlineData("t=1700000000,v1=bad,v1=GOOD,v0=x", null)]
    [InlineData("t=1699999700,v1=GOOD", null)]
    [InlineData("t=1699999699,v1=GOOD", "its time is 301 s ago, so it may have been sent before")]
    [InlineData("t=1700000301,v1=GOOD", "its time is -301 s ago, so it may have been sent before")]
    [InlineData("v1=GOOD", "it has no time")]
    [InlineData("t=x,v1=GOOD", "its time is not a number of seconds")]
    [InlineData("t=1700000000", "its signature in Stripe-Signature was made of another body or with another secret")]
    [InlineData("nonsense", "it has no time")]
    public void A_signature_of_stripe_has_a_time_and_one_that_fits(string header, string? reason)
    {
        var signature = new WebhookSignature(WebhookScheme.Stripe, ["old", "new"]);
        var time = header.Split(',')[0][2..];
        var good = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(
            "new"u8, Encoding.UTF8.GetBytes($"{time}.body")));

        Assert.Equal(reason, WhyNot(
            signature, "body", ("Stripe-Signature", header.Replace("GOOD", good, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_generic_signature_is_in_a_header_of_its_own_in_hexadecimal_digits_or_base64()
    {
        var signature = new WebhookSignature(WebhookScheme.Generic, ["key"], "X-Sign");
        var hash = System.Security.Cryptography.HMACSHA256.HashData("key"u8, "body"u8);

        Assert.Null(WhyNot(signature, "body", ("X-Sign", Convert.ToHexString(hash))));
        Assert.Null(WhyNot(signature, "body", ("X-Sign", Convert.ToBase64String(hash))));
        Assert.NotNull(WhyNot(signature, "body", ("X-Sign", Convert.ToBase64String(hash[1..]))));
        Assert.NotNull(WhyNot(signature, "body", ("X-Signature", Convert.ToHexString(hash))));
    }

    private static string? WhyNot(
        WebhookSignature signature, string body, params (string Name, string Value)[] headers) => signature.WhyNot(
            name => headers.FirstOrDefault(header => header.Name == name).Value, Encoding.UTF8.GetBytes(body), Now);
}
