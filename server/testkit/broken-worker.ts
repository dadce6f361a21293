// A worker that cannot start, and says why.
process.stderr.write('the settings of this worker are wrong\n')
process.exit(3)
