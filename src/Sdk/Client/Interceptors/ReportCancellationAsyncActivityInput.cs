using Cairn.Converters;

namespace Cairn.Client.Interceptors;

/// <summary>An activity that stopped because it was asked to.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
/// <param name="DataConverterOverride">What converts its values; null means the converter of the client.</param>
public record ReportCancellationAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    AsyncActivityReportCancellationOptions? Options,
    DataConverter? DataConverterOverride = null);
