namespace Cairn.Sdk.Generators.Source;

/// <summary>Writes AddDiscovered without an argument, which knows the assembly that it is compiled into.</summary>
internal static class DiscoverySource
{
    /// <summary>The source.</summary>
    public const string Text = SourceHeader + Body;

    private const string SourceHeader = Source.Text.Header;

    private const string Body = """

        namespace Cairn.Extensions.Hosting
        {
            /// <summary>Adds what this assembly has to a worker of a host.</summary>
            internal static class CairnDiscoveryOfThisAssembly
            {
                /// <summary>
                /// Adds all workflows and activities of this assembly whose types are visible to it, except those that
                /// the worker has otherwise.
                /// </summary>
                /// <param name="builder">The builder of the worker.</param>
                public static global::Cairn.Extensions.Hosting.ICairnWorkerServiceOptionsBuilder AddDiscovered(
                    this global::Cairn.Extensions.Hosting.ICairnWorkerServiceOptionsBuilder builder) =>
                    global::Cairn.Extensions.Hosting.CairnWorkerServiceOptionsBuilderExtensions.AddDiscovered(
                        builder, typeof(CairnDiscoveryOfThisAssembly).Assembly);
            }
        }

        """;
}
