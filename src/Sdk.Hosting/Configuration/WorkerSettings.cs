namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>What a section <c>Cairn:Workers:NAME</c> sets.</summary>
internal static class WorkerSettings
{
    /// <summary>The keys.</summary>
    public static readonly SettingTable<CairnWorkerServiceOptions> Table = new()
    {
        { "BuildId", (options, value) => options.BuildId = value.Text },
        { "ClientKey", (options, value) => options.ClientKey = value.Text },
        { "DefaultHeartbeatThrottleInterval", (options, value) =>
            options.DefaultHeartbeatThrottleInterval = value.Time },
        { "DisableEagerActivityExecution", (options, value) => options.DisableEagerActivityExecution = value.Flag },
        { "DisablePayloadErrorLimit", (options, value) => options.DisablePayloadErrorLimit = value.Flag },
        { "GracefulShutdownTimeout", (options, value) => options.GracefulShutdownTimeout = value.Time },
        { "Identity", (options, value) => options.Identity = value.Text },
        { "LocalActivityWorkerOnly", (options, value) => options.LocalActivityWorkerOnly = value.Flag },
        { "MaxActivitiesPerSecond", (options, value) => options.MaxActivitiesPerSecond = value.Number },
        { "MaxCachedWorkflows", (options, value) => options.MaxCachedWorkflows = value.Whole },
        { "MaxConcurrentActivities", (options, value) => options.MaxConcurrentActivities = value.Whole },
        { "MaxConcurrentActivityTaskPolls", (options, value) => options.MaxConcurrentActivityTaskPolls = value.Whole },
        { "MaxConcurrentLocalActivities", (options, value) => options.MaxConcurrentLocalActivities = value.Whole },
        { "MaxConcurrentWorkflowTaskPolls", (options, value) => options.MaxConcurrentWorkflowTaskPolls = value.Whole },
        { "MaxConcurrentWorkflowTasks", (options, value) => options.MaxConcurrentWorkflowTasks = value.Whole },
        { "MaxEagerActivityReservationsPerWorkflowTask", (options, value) =>
            options.MaxEagerActivityReservationsPerWorkflowTask = value.Whole },
        { "MaxHeartbeatThrottleInterval", (options, value) => options.MaxHeartbeatThrottleInterval = value.Time },
        { "MaxTaskQueueActivitiesPerSecond", (options, value) =>
            options.MaxTaskQueueActivitiesPerSecond = value.Number },
        { "NonStickyToStickyPollRatio", (options, value) => options.NonStickyToStickyPollRatio = (float)value.Number },
        { "Startup", (options, value) => options.Startup = value.One<WorkerStartup>() },
        { "StickyQueueScheduleToStartTimeout", (options, value) =>
            options.StickyQueueScheduleToStartTimeout = value.Time },
    };

    /// <summary>The path of the section of a worker.</summary>
    public static string Section(string name) => $"{HostSections.Workers}:{name}";
}
