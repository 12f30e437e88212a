using System.Security.Cryptography;
using System.Text;
using Cairn.Api.WorkflowService.V1;
using Microsoft.IdentityModel.Tokens;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Tests.Server;

/// <summary>Tokens (JWT) of an issuer as credentials.</summary>
public sealed class TokenTests
{
    [Theory]
    [InlineData("*:reader", StatusCode.OK)]
    [InlineData("temporal-system:read", StatusCode.OK)]
    [InlineData("default:reader", StatusCode.PermissionDenied)]
    [InlineData("some permission of another program", StatusCode.PermissionDenied)]
    public async Task The_claim_of_a_token_says_what_its_holder_may_do(string permission, StatusCode code)
    {
        await using var issuer = await Issuer.StartAsync();
        await using var server = await OpenServer.OfGuardedEngineAsync(issuer.Options);

        Assert.Equal(code, (await ListAsync(server, issuer.Token([permission, "email"]))).Code);
    }

    [Fact]
    public async Task A_token_that_is_not_valid_is_refused_however_it_is_wrong()
    {
        await using var issuer = await Issuer.StartAsync();
        await using var server = await OpenServer.OfGuardedEngineAsync(issuer.Options);
        string[] all = ["*:admin"];
        using var stranger = RSA.Create(2048);
        var unsigned = $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}."
            + $"{issuer.Token(all).Split('.')[1]}.";
        var symmetric = new SymmetricSecurityKey(issuer.PublicKey) { KeyId = "one" };
        (string What, string Token)[] cases =
        [
            ("expired", issuer.Token(all, begins: TimeSpan.FromHours(-2), ends: TimeSpan.FromHours(-1))),
            ("not yet valid", issuer.Token(all, begins: TimeSpan.FromHours(1), ends: TimeSpan.FromHours(2))),
            ("for others", issuer.Token(all, audience: "others")),
            ("by another issuer", issuer.Token(all, from: "http://elsewhere")),
            ("of a stranger's key", issuer.Token(all, signedBy: Issuer.By(stranger, "one"))),
            ("of a key that the issuer does not have", issuer.Token(all, signedBy: Issuer.By(stranger, "two"))),
            ("signed with the public key",
                issuer.Token(all, signedBy: new SigningCredentials(symmetric, SecurityAlgorithms.HmacSha256))),
            ("not signed", unsigned),
            ("tampered", issuer.Token(all)[..^4] + "AAAA"),
            ("no token", Convert.ToBase64String(Encoding.UTF8.GetBytes("a.b.c"))),
        ];
        foreach (var (what, token) in cases)
        {
            var answer = await ListAsync(server, token);
            Assert.Equal(
                (what, StatusCode.PermissionDenied, "Request unauthorized."), (what, answer.Code, answer.Message));
        }

        Assert.Equal(StatusCode.OK, (await ListAsync(server, issuer.Token(all))).Code);
    }

    [Fact]
    public async Task While_the_issuer_is_away_tokens_are_refused_and_keys_are_not()
    {
        var issuer = await Issuer.StartAsync();
        var token = issuer.Token(["*:admin"]);
        await using var server = await OpenServer.OfGuardedEngineAsync(issuer.Options);
        await issuer.DisposeAsync();
        var key = await server.Node.AccessService.CreateApiKeyAsync(
            new() { Name = "n", Permissions = { "*:reader" } });

        Assert.Equal(StatusCode.PermissionDenied, (await ListAsync(server, token)).Code);
        Assert.Equal(StatusCode.OK, (await ListAsync(server, key.Text)).Code);
    }

    private static Task<Answer> ListAsync(OpenServer server, string token) => server.Client.SendAsync(
        "ListNamespaces", new ListNamespacesRequest(), ("authorization", $"Bearer {token}"));
}
