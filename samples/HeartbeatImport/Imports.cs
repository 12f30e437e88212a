using Cairn.Activities;

namespace HeartbeatImport;

/// <summary>Imports customers, some lines at a time.</summary>
/// <param name="customers">The table.</param>
public sealed class Imports(CustomerTable customers) : IImports
{
    private const int LinesPerBatch = 100;

    [Activity]
    public async Task<int> ImportAsync(string file, CancellationToken cancellationToken)
    {
        var progress = await ActivityProgress.ResumeAsync(new ImportPlace(0));
        var attempt = ActivityExecutionContext.Current.Info.Attempt;
        Console.WriteLine($"attempt {attempt} begins after line {progress.Value.Lines}");
        foreach (var batch in File.ReadLines(file).Skip(progress.Value.Lines).Chunk(LinesPerBatch))
        {
            await customers.UpsertAsync(batch, cancellationToken);
            // After the batch is in the table: what is reported is never done again.
            progress.Report(new(progress.Value.Lines + batch.Length));
        }

        return progress.Value.Lines;
    }
}
