namespace Cairn.Worker.Interceptors;

/// <summary>Stands between a worker and the workflows and activities that it runs.</summary>
public interface IWorkerInterceptor
{
    /// <summary>Puts something before what is called in a workflow; called once a run.</summary>
    /// <returns>What is to be called; by default the next one.</returns>
    WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) => nextInterceptor;

    /// <summary>Puts something before the call of an activity; called once an attempt.</summary>
    /// <returns>What is to be called; by default the next one.</returns>
    ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => nextInterceptor;
}
