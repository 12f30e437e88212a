using System.Security.Cryptography;
using System.Text;
using Cairn.Extensions.AspNetCore;
using Microsoft.AspNetCore.Http;

namespace Cairn.Tests.Sdk.AspNetCore;

/// <summary>Which calls of another system are taken for its own.</summary>
public sealed class StandardWebhookTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);

    // The example of the specification.
    [Fact]
    public void The_example_of_the_specification_is_authentic() => Assert.True(IsAuthentic(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "1614265330",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        """{"test": 2432232314}"""));

    [Theory]
    [InlineData("", "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("msg_other", "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265331", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "soon", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "9223372036854775807", "v1,g0hM9SsE")]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "")]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,")]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,<no base64>")]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,AAAA9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    public void A_call_whose_headers_are_missing_or_wrong_is_not(string id, string sent, string signature) =>
        Assert.False(IsAuthentic(id, sent, signature, """{"test": 2432232314}"""));

    [Fact]
    public void A_body_that_was_changed_is_not() => Assert.False(IsAuthentic(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "1614265330",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        """{"test": 2432232315}"""));

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_call_that_is_sent_again_later_is_refused_by_its_time(int seconds, bool isTaken)
    {
        var sent = $"{s_now.ToUnixTimeSeconds() + seconds}";
        Assert.Equal(isTaken, IsAuthentic("m", sent, $"v1,AAAA {Sign("m", sent, "{}")}", "{}"));
    }

    [Theory]
    [InlineData("whsec_")]
    [InlineData("no base64!")]
    public void A_secret_that_is_none_is_refused(string secret) =>
        Assert.Throws<ArgumentException>(() => new StandardWebhook(secret));

    [Fact]
    public void A_tolerance_of_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StandardWebhook(Secret, TimeSpan.Zero));

    private static string Sign(string id, string sent, string body) => "v1," + Convert.ToBase64String(
        HMACSHA256.HashData(
            Convert.FromBase64String(Secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{sent}.{body}")));

    private static bool IsAuthentic(string id, string sent, string signature, string body)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["webhook-id"] = id;
        request.Headers["webhook-timestamp"] = sent;
        request.Headers["webhook-signature"] = signature;
        return new StandardWebhook(Secret, time: new Clock()).IsAuthentic(request, Encoding.UTF8.GetBytes(body));
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => s_now;
    }
}
