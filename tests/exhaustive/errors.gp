# Draws errors.csv of accuracy_report.
set datafile separator ","
activations = system("tail -n +2 errors.csv | cut -d, -f1 | awk '!seen[$0]++ {gsub(/ /, \"~\"); print}'")
columns = 4
rows = (words(activations) + columns - 1) / columns
set terminal pngcairo size 1600, 60 + 230 * rows font "sans,12" noenhanced
set output "errors.png"
set border 3 linecolor "gray40"
set tics nomirror
set grid linetype 1 linecolor "gray85"
set xrange [-12 : 12]
set yrange [0 : 5.5]
set ytics 1
unset key
set multiplot layout rows, columns title \
  "float: largest error in ULP in each of 400 intervals; broken lines: the bounds\n " font ",16"
set label 1 "f(x)" at screen 0.49, screen 0.968 right textcolor "#0072b2" font ",16"
set label 2 "f'(x)" at screen 0.51, screen 0.968 left textcolor "#d55e00" font ",16"
do for [activation in activations] {
  name = system(sprintf("echo '%s' | tr '~' ' '", activation))
  pick(function, column) = sprintf("< awk -F, '$1 == \"%s\" && $2 == \"%s\" {print $3\",\"$%d}' errors.csv", name, function, column)
  set title name
  plot pick("value", 4) with steps linewidth 1.2 linecolor "#0072b2", \
       pick("value", 5) with lines linewidth 1.5 dashtype 2 linecolor "#0072b2", \
       pick("derivative", 4) with steps linewidth 1.2 linecolor "#d55e00", \
       pick("derivative", 5) with lines linewidth 1.5 dashtype 3 linecolor "#d55e00"
  unset label
}
unset multiplot
