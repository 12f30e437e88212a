using System.Text;
using Cairn.Common.EnvConfig;

namespace Cairn.Tests.Sdk.Common;

public class ClientEnvConfigTests
{
    private const string Full = """
        [profile.default]
        address = "a:1"
        namespace = "n"
        api_key = "k"
        [profile.default.tls]
        disabled = false
        server_name = "s"
        client_cert_data = "certificate"
        client_key_data = "key"
        [profile.default.codec]
        endpoint = "http://localhost"
        [profile.default.grpc_meta]
        Some_Key = "v"
        [profile.other]
        address = "b:2"
        """;

    [Fact]
    public void Client_options_are_read_from_the_default_profile()
    {
        var options = Load(Full);

        Assert.Equal("a:1", options.TargetHost);
        Assert.Equal("n", options.Namespace);
        Assert.Equal("k", options.ApiKey);
        Assert.Equal([KeyValuePair.Create("some-key", "v")], options.RpcMetadata!);
        Assert.False(options.Tls!.Disabled);
        Assert.Equal("s", options.Tls.Domain);
        Assert.Equal("certificate"u8.ToArray(), options.Tls.ClientCert);
        Assert.Equal("key"u8.ToArray(), options.Tls.ClientPrivateKey);
    }

    [Fact]
    public void A_profile_is_chosen_by_option_or_by_variable()
    {
        Assert.Equal("b:2", Load(Full, profile: "other").TargetHost);
        Assert.Equal("b:2", Load(Full, ("TEMPORAL_PROFILE", "other")).TargetHost);
        Assert.Equal("b:2", Load(Full, ("CAIRN_PROFILE", "other"), ("TEMPORAL_PROFILE", "default")).TargetHost);
        Assert.Equal("a:1", Load(Full, ("CAIRN_PROFILE", "")).TargetHost);
    }

    [Fact]
    public void Settings_that_are_absent_keep_the_defaults_of_a_client()
    {
        var options = Load("");

        Assert.Null(options.TargetHost);
        Assert.Equal("default", options.Namespace);
        Assert.Null(options.ApiKey);
        Assert.Null(options.Tls);
        Assert.Null(options.RpcMetadata);
    }

    [Fact]
    public void Variables_replace_what_the_file_says()
    {
        var options = Load(
            Full,
            ("TEMPORAL_ADDRESS", "t:1"),
            ("CAIRN_ADDRESS", "c:1"),
            ("TEMPORAL_NAMESPACE", "of-temporal"),
            ("TEMPORAL_API_KEY", ""),
            ("CAIRN_TLS", "FALSE"),
            ("CAIRN_GRPC_META_SOME_KEY", ""),
            ("TEMPORAL_GRPC_META_X_Y", "1"),
            ("CAIRN_GRPC_META_X_Y", "2"));

        Assert.Equal("c:1", options.TargetHost);
        Assert.Equal("of-temporal", options.Namespace);
        Assert.Null(options.ApiKey);
        Assert.True(options.Tls!.Disabled);
        Assert.Equal([KeyValuePair.Create("x-y", "2")], options.RpcMetadata!);
    }

    [Fact]
    public void Variables_alone_configure_a_client()
    {
        var options = ClientEnvConfig.LoadClientConnectOptions(new()
        {
            DisableFile = true,
            OverrideEnvVars = Variables(
                ("TEMPORAL_ADDRESS", "t:1"),
                ("TEMPORAL_TLS_SERVER_NAME", "s"),
                ("TEMPORAL_TLS_SERVER_CA_CERT_PATH", "/temporal.pem"),
                ("CAIRN_TLS_SERVER_CA_CERT_DATA", "authority")),
        });

        Assert.Equal("t:1", options.TargetHost);
        Assert.Equal("s", options.Tls!.Domain);
        Assert.Equal("authority"u8.ToArray(), options.Tls.ServerRootCACert);
    }

    [Fact]
    public void Disabled_variables_change_nothing()
    {
        var options = ClientEnvConfig.LoadClientConnectOptions(new()
        {
            ConfigSource = DataSource.FromUTF8String(Full),
            DisableEnv = true,
            OverrideEnvVars = Variables(("CAIRN_ADDRESS", "c:1"), ("CAIRN_PROFILE", "other")),
        });

        Assert.Equal("a:1", options.TargetHost);
    }

    [Fact]
    public void An_api_key_turns_encryption_on_unless_TLS_is_disabled()
    {
        Assert.False(Load("[profile.default]\napi_key = 'k'").Tls!.Disabled);
        Assert.True(Load("[profile.default]\napi_key = 'k'\ntls = { disabled = true }").Tls!.Disabled);
    }

    [Fact]
    public void The_file_is_the_one_that_a_variable_names()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "[profile.default]\naddress = \"f:1\"");
            var options = ClientEnvConfig.LoadClientConnectOptions(
                new() { OverrideEnvVars = Variables(("CAIRN_CONFIG_FILE", file)) });
            Assert.Equal("f:1", options.TargetHost);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_that_does_not_exist_has_no_profiles()
    {
        var missing = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString());
        Assert.Empty(ClientEnvConfig.Load(new() { ConfigSource = DataSource.FromPath(missing) }).Profiles);
    }

    [Theory]
    [InlineData("[profile", "is not valid TOML: (1,9)")]
    [InlineData("[profile.default]\naddress = 5", "profile.default.address is 5, but must be a string")]
    [InlineData("profile = 5", "profile is 5, but must be a table")]
    [InlineData("[profile.default]\ntls = true", "profile.default.tls is True, but must be a table")]
    [InlineData("[profile.default.tls]\ndisabled = 'x'", "tls.disabled is x, but must be true or false")]
    [InlineData("[profile.default.tls]\nclient_cert_path = 'a'\nclient_cert_data = 'b'", "keep one of them")]
    public void A_file_that_is_not_valid_is_refused_with_its_key(string toml, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidOperationException>(() => Load(toml)).Message);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var source = DataSource.FromBytes([0xff, 0xfe, 0xff]);
        var refusal = Assert.Throws<InvalidOperationException>(
            () => ClientEnvConfig.Load(new() { ConfigSource = source }));
        Assert.Contains("is not valid TOML", refusal.Message);
    }

    [Theory]
    [InlineData("top = 1", "top is no known key")]
    [InlineData("[profile.default]\nadress = 'x'", "profile.default.adress is no known key: the keys here are address")]
    [InlineData("[profile.default.tls]\nca = 'x'", "profile.default.tls.ca is no known key")]
    public void Unknown_keys_are_refused_if_the_file_is_read_strictly(string toml, string expected)
    {
        Assert.Null(Load(toml).TargetHost);
        var options = new ClientEnvConfig.ConfigLoadOptions
        {
            ConfigSource = DataSource.FromUTF8String(toml),
            ConfigFileStrict = true,
        };
        Assert.Contains(
            expected, Assert.Throws<InvalidOperationException>(() => ClientEnvConfig.Load(options)).Message);
    }

    [Fact]
    public void Variables_that_are_not_valid_are_refused_by_name()
    {
        Refused("TEMPORAL_TLS is 'maybe', but must be true, false, 1 or 0", ("TEMPORAL_TLS", "maybe"));
        Refused(
            "CAIRN_TLS_CLIENT_KEY_PATH and CAIRN_TLS_CLIENT_KEY_DATA are both set",
            ("CAIRN_TLS_CLIENT_KEY_PATH", "/key.pem"),
            ("CAIRN_TLS_CLIENT_KEY_DATA", "key"));

        static void Refused(string expected, params (string Name, string Value)[] variables) => Assert.Contains(
            expected, Assert.Throws<InvalidOperationException>(() => Load("", variables)).Message);
    }

    [Fact]
    public void A_profile_that_is_asked_for_and_does_not_exist_is_refused()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Load(Full, profile: "production"));
        Assert.Equal("Profile 'production' not found: the file has default, other", refusal.Message);
    }

    [Fact]
    public void Nothing_to_load_is_refused() => Assert.Throws<InvalidOperationException>(
        () => ClientEnvConfig.Profile.Load(new() { DisableEnv = true, DisableFile = true }));

    [Fact]
    public void Profiles_become_dictionaries_and_come_back()
    {
        var config = ClientEnvConfig.Load(new() { ConfigSource = DataSource.FromUTF8String(Full) });
        var dictionary = config.ToDictionary();

        Assert.Equal(["address", "namespace", "api_key", "tls", "grpc_meta"], dictionary["default"].Keys);
        var tls = Assert.IsType<Dictionary<string, object>>(dictionary["default"]["tls"]);
        Assert.Equal("certificate", Assert.IsType<Dictionary<string, string>>(tls["client_cert"])["data"]);
        Assert.Equal("b:2", dictionary["other"]["address"]);
        var back = ClientEnvConfig.FromDictionary(dictionary).Profiles["default"];
        Assert.Equal("a:1", back.Address);
        Assert.Equal("key", Encoding.UTF8.GetString(back.Tls!.ClientPrivateKey!.GetBytes()!));
        Assert.Equal("v", back.GrpcMeta!["some-key"]);
    }

    [Fact]
    public void A_dictionary_with_a_wrong_type_is_refused_by_key()
    {
        var refusal = Assert.Throws<ArgumentException>(
            () => ClientEnvConfig.Profile.FromDictionary(new Dictionary<string, object> { ["address"] = 5 }));
        Assert.StartsWith("'address' is 5 of type System.Int32, but must be of type System.String", refusal.Message);
    }

    [Fact]
    public void A_data_source_is_a_path_or_data()
    {
        Assert.Throws<ArgumentException>(() => DataSource.FromPath(""));
        Assert.Throws<ArgumentException>(() => DataSource.FromBytes([]));
        Assert.Null(DataSource.FromDictionary(new Dictionary<string, string>()));
        Assert.Equal("/a", DataSource.FromPath("/a").ToDictionary()!["path"]);
        Assert.Throws<FileNotFoundException>(
            () => DataSource.FromPath(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString())).GetBytes());
    }

    private static Cairn.Client.CairnClientConnectOptions Load(
        string toml, params (string Name, string Value)[] variables) => Load(toml, null, variables);

    private static Cairn.Client.CairnClientConnectOptions Load(
        string toml, string? profile, params (string Name, string Value)[] variables) =>
        ClientEnvConfig.LoadClientConnectOptions(new()
        {
            ConfigSource = DataSource.FromUTF8String(toml),
            Profile = profile,
            OverrideEnvVars = Variables(variables),
        });

    private static Dictionary<string, string> Variables(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => variable.Value);
}
