# Draws errors.csv of accuracy_report.
set datafile separator ","
set terminal pngcairo size 1400, 800 font "sans,16" noenhanced
set output "errors.png"
set border 3 linecolor "gray40"
set tics nomirror
set grid linetype 1 linecolor "gray85"
set xrange [* : *] noextend
set yrange [0 : 3.2]
set ytics 0.5
set ylabel "largest error, ULP" offset 1
set xlabel "x"
unset key
set multiplot layout 2, 2 title "float: largest error of all inputs in each of 400 intervals, and the bound"
do for [name in "sigmoid tanh sigmoid.derivative tanh.derivative"] {
  set title name
  plot "errors.csv" using (strcol(1) eq name ? column(2) : NaN):3 with steps linewidth 1.5 linecolor "#0072b2", \
       3 with lines linewidth 2 dashtype 2 linecolor "#d55e00"
}
unset multiplot
